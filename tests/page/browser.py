"""Chromium for tests, by the pipe of its debugging protocol: nothing but Python's standard library.

    with Browser(folder) as browser:
        page = browser.page(width=400)
        page.go(address)
        page.wait("document.title != ''")

Messages are JSON that ends with a zero byte, in by descriptor 3 and out by 4. A page remembers what a
test may want to know of it: lines in the console, exceptions, what its policy forbade, and requests.
"""
import base64
import collections
import fcntl
import json
import os
import pathlib
import select
import shutil
import subprocess
import time

PATIENCE = 60  # seconds until a test that waits in vain fails
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Without a graphics card, WebGL needs SwiftShader, and leave to use it. Small /dev/shm are usual in
# containers. The browser itself must ask for nothing.
FLAGS = ["--headless=new", "--remote-debugging-pipe", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
         "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
         "--disable-domain-reliability", "--no-first-run", "--no-default-browser-check", "--no-pings",
         "--disable-features=OptimizationHints,MediaRouter,Translate"]
WITHOUT_WEBGL = ["--disable-gpu", "--disable-3d-apis", "--disable-software-rasterizer"]


class BrowserError(Exception):
    """The browser refused, or what was awaited did not come."""


def program():
    """The path of a browser, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def low_pipes(ours, theirs):
    """Run in the child: its two ends become descriptors 3 and 4."""
    os.dup2(ours, 3)
    os.dup2(theirs, 4)


class Browser:
    def __init__(self, folder, *flags):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.count, self.rest, self.events, self.pages = 0, b"", collections.deque(), {}
        self.replies = {}
        read_end, self.write = os.pipe()
        self.read, write_end = os.pipe()
        # Above 10, so that making 3 and 4 of them can't close one of the two.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (read_end, write_end)]
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        with open(self.folder / "chromium.log", "wb") as log:
            self.run = subprocess.Popen(
                [program(), *FLAGS, *root, f"--user-data-dir={self.folder / 'profile'}", *flags],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, close_fds=False,
                preexec_fn=lambda: low_pipes(*ends))
        for end in (read_end, write_end, *ends):
            os.close(end)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.send("Browser.close")
            self.run.wait(timeout=10)
        except (BrowserError, OSError, subprocess.TimeoutExpired):
            self.run.kill()
            self.run.wait()
        os.close(self.read)
        os.close(self.write)

    def post(self, method, session=None, **parameters):
        """Sends a command; its number, to take the answer by."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.write, data):]
        return self.count

    def send(self, method, session=None, patience=PATIENCE, **parameters):
        number = self.post(method, session, **parameters)
        end = time.monotonic() + patience
        while number not in self.replies:
            if not self.listen(end - time.monotonic()):
                raise BrowserError(f"no answer to {method} within {patience} s")
        answer = self.replies.pop(number)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def listen(self, seconds):
        """Takes what the browser has said within a time; false if that is nothing."""
        if not select.select([self.read], [], [], max(0, seconds))[0]:
            return False
        data = os.read(self.read, 1 << 20)
        if not data:
            raise BrowserError(f"the browser ended; see {self.folder / 'chromium.log'}")
        *messages, self.rest = (self.rest + data).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self.replies[message["id"]] = message
            elif message.get("sessionId") in self.pages:
                self.pages[message["sessionId"]].hear(message["method"], message["params"])
        return True

    def page(self, width=1600, height=900, dark=False, still=False):
        """A new page of that size in CSS pixels; still: its reader wants less motion."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self.pages[session] = Page(self, session, target)
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            page.send(f"{domain}.enable")
        page.look(width, height, dark, still)
        return page

    def save_to(self, folder):
        """Where downloads go."""
        self.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))


class Page:
    def __init__(self, browser, session, target):
        self.browser, self.session, self.target = browser, session, target
        self.console, self.exceptions, self.forbidden, self.requests = [], [], [], []
        self.width = self.height = 0

    def send(self, method, **parameters):
        return self.browser.send(method, self.session, **parameters)

    def hear(self, method, event):
        if method == "Network.requestWillBeSent":
            self.requests.append(event["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            details = event["exceptionDetails"]
            self.exceptions.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning", "assert"):
            self.console.append(" ".join(str(one.get("value", "?")) for one in event["args"]))
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            entry = event["entry"]
            self.console.append(f"{entry['source']}: {entry['text']} {entry.get('url', '')}")
        elif method == "Page.javascriptDialogOpening":
            self.exceptions.append(f"the page calls {event['type']}({event['message']!r})")
            self.browser.post("Page.handleJavaScriptDialog", self.session, accept=True)
        elif method == "Audits.issueAdded" and "SecurityPolicy" in event["issue"]["code"]:
            self.forbidden.append(json.dumps(event["issue"]["details"]))

    def look(self, width, height, dark=False, still=False):
        """Another size, dark or light."""
        self.width, self.height = width, height
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=False)
        self.send("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"}])

    def go(self, address):
        wrong = self.send("Page.navigate", url=address).get("errorText")
        if wrong:
            raise BrowserError(f"{address}: {wrong}")

    def run(self, expression):
        """The value of an expression, or of what it promises."""
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True,
                           userGesture=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            why = details.get("exception", details).get("description", details)
            raise BrowserError(f"{expression[:200]}: {why}")
        return answer["result"].get("value")

    def call(self, function, *arguments):
        """The value of a function of JavaScript for arguments that JSON can hold."""
        return self.run(f"({function})({', '.join(json.dumps(one) for one in arguments)})")

    def wait(self, expression, patience=PATIENCE):
        """Waits until an expression is true."""
        end = time.monotonic() + patience
        while not self.run(f"!!({expression})"):
            if time.monotonic() > end:
                raise BrowserError(f"waited {patience} s in vain for {expression}")
            self.browser.listen(0.02)

    def key(self, name, modifiers=0):
        """Presses a key by its name in JavaScript: Tab, Enter, ArrowDown, n."""
        text = {"Enter": "\r", " ": " "}.get(name, name if len(name) == 1 else "")
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37,
                 "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
        common = {"key": name, "modifiers": modifiers,
                  "windowsVirtualKeyCode": codes.get(name, ord(name[0].upper()))}
        self.send("Input.dispatchKeyEvent", type="keyDown", **common, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text):
        self.send("Input.insertText", text=text)

    def mouse(self, kind, x, y, **more):
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, x, y, button="left", clickCount=1)

    def picture(self, selector=None):
        """The bytes of a PNG of what is seen, or of one element."""
        clip = {}
        if selector:
            x, y, width, height = self.box(selector)
            clip = {"clip": {"x": x, "y": y, "width": width, "height": height, "scale": 1}}
        return base64.b64decode(self.send("Page.captureScreenshot", format="png", **clip)["data"])

    def box(self, selector):
        """Left, top, width and height of an element, in CSS pixels."""
        return self.call("s => { const r = document.querySelector(s).getBoundingClientRect();"
                         " return [r.left, r.top, r.width, r.height]; }", selector)

    def close(self):
        self.browser.send("Target.closeTarget", targetId=self.target)
        self.browser.pages.pop(self.session, None)
