"""Trains with hogvec-mpi: ranks on this machine, or two of them in network namespaces joined by a link
of a given rate."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import time
from dataclasses import dataclass

import runs

# What Open MPI needs to run as root, with more ranks than cores, workers of a rank on all cores, and
# without ptrace's rights, which containers lack.
ENVIRONMENT = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
    "OMPI_MCA_btl_vader_single_copy_mechanism": "none",
}
DEVICE = "wire"
ADDRESSES = ("10.77.77.1", "10.77.77.2")
BURST = 64e-6  # seconds of the rate that a shaper lets through at once, but at least two packets
LONGEST_PACKET = 65_536
QUEUE = 0.05  # seconds


@dataclass
class Job:
    """What to train; options are those of the command line."""

    program: pathlib.Path  # hogvec-mpi
    corpus: pathlib.Path
    scratch: pathlib.Path
    options: dict


def train_ranks(job, ranks, prefix=(), mpi=()):
    """The summary of a run with `ranks` ranks, of one thread each unless the options say otherwise."""
    vectors = job.scratch / "ranks.bin"
    report = job.scratch / "ranks.json"
    command = [*prefix, "mpirun", "-n", str(ranks), *mpi, job.program, "train", job.corpus,
               "-o", vectors, "--quiet", "--summary", report]
    for name, value in {"threads": 1, **job.options}.items():
        command += [f"--{name}", str(value)]
    run_quietly(command, {**os.environ, **ENVIRONMENT})
    return json.loads(report.read_text())


def run_quietly(command, environment):
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise runs.BenchError(f"failed: {' '.join(map(str, command))}\n"
                              f"{done.stdout.decode(errors='replace')}")


def train_apart(program, job, count):
    """Words/s of processes of one thread that share only the machine, together."""
    started = []
    for number in range(count):
        report = job.scratch / f"apart{number}.json"
        command = [program, "train", job.corpus, "-o", job.scratch / f"apart{number}.bin", "--quiet",
                   "--summary", report, "--threads", "1"]
        for name, value in job.options.items():
            command += [f"--{name}", str(value)]
        started.append((subprocess.Popen(command), report))
    if any([process.wait() for process, _ in started]):
        raise runs.BenchError(f"{program} failed")
    return sum(json.loads(report.read_text())["words_per_second"] for _, report in started)


class Link:
    """Two network namespaces, each a machine to Open MPI, and the link between them."""

    def __init__(self, rate, delay_ms, scratch):
        self.names = [f"hogvec{os.getpid()}{side}" for side in "ab"]
        self.rate, self.delay_ms = rate, delay_ms
        self.delayed = delay_ms == 0  # or by netem, if the kernel has it
        self.agent = scratch / "enter"

    def __enter__(self):
        self._undo = contextlib.ExitStack()
        with contextlib.ExitStack() as undo:
            for name in self.names:
                ip("netns", "add", name)
                undo.callback(ip, "netns", "del", name)
            ip("link", "add", DEVICE, "netns", self.names[0],
               "type", "veth", "peer", "name", DEVICE, "netns", self.names[1])
            for name, address in zip(self.names, ADDRESSES):
                ip("-n", name, "addr", "add", f"{address}/24", "dev", DEVICE)
                for device in ("lo", DEVICE):
                    ip("-n", name, "link", "set", device, "up")
                self._shape(name)
            self.agent.write_text("#!/bin/sh\nshift\n" + " ".join(
                [*self._enter(1), "sh", "-c", "'exec sh -c \"$*\"'", "sh", '"$@"\n']))
            self.agent.chmod(0o755)
            self._undo = undo.pop_all()
        return self

    def __exit__(self, *_):
        self._undo.close()

    def _shape(self, name):
        """By netem, or, where the kernel has none, by a token bucket, which can't delay."""
        add = ["-n", name, "qdisc", "add", "dev", DEVICE, "root"]
        if self.delay_ms and try_command("tc", *add, "netem", "rate", self.rate,
                                         "delay", f"{self.delay_ms}ms", "limit", "100000"):
            self.delayed = True
            return
        bytes_per_second = to_bytes_per_second(self.rate)
        burst = int(max(2 * LONGEST_PACKET, BURST * bytes_per_second))
        queue = int(burst + max(16 * LONGEST_PACKET, QUEUE * bytes_per_second))
        if not try_command("tc", *add, "tbf", "rate", self.rate, "burst", str(burst),
                           "limit", str(queue)):
            raise runs.BenchError("this kernel has neither netem nor tbf")

    def _enter(self, side):
        """Into a namespace, under a name of its own, by which Open MPI tells machines apart."""
        return ["ip", "netns", "exec", self.names[side], "unshare", "--uts", "sh", "-c",
                f"'hostname node{side}; exec \"$@\"'", "sh"]

    def train(self, job):
        """A rank on each side."""
        hosts = ",".join(f"{address}:1" for address in ADDRESSES)
        prefix = [word.strip("'") for word in self._enter(0)]
        return train_ranks(job, 2, prefix, [
            "-H", hosts, "--mca", "plm_rsh_agent", self.agent, "--mca", "btl", "self,tcp",
            "--mca", "btl_tcp_if_include", DEVICE, "--mca", "oob_tcp_if_include", DEVICE])

    def carries(self):
        """Bytes/s that plain sockets reach, both ways at once."""
        script = pathlib.Path(__file__).with_name("link_speed.py")
        seconds = str(1)
        listener = subprocess.Popen(
            ["ip", "netns", "exec", self.names[0], "/usr/bin/python3", script, "listen",
             ADDRESSES[0], seconds], stdout=subprocess.PIPE)
        time.sleep(0.3)
        caller = subprocess.Popen(
            ["ip", "netns", "exec", self.names[1], "/usr/bin/python3", script, "call",
             ADDRESSES[0], seconds], stdout=subprocess.PIPE)
        return min(float(one.communicate(timeout=30)[0]) for one in (listener, caller))


def to_bytes_per_second(rate):
    """Of a rate as tc writes it."""
    for unit, bits in (("gbit", 1e9), ("mbit", 1e6), ("kbit", 1e3)):
        if rate.endswith(unit):
            return float(rate.removesuffix(unit)) * bits / 8
    raise runs.BenchError(f"{rate}: write a rate as 10gbit, 1gbit or 100mbit")


def why_no_link():
    """Why there can be no namespaces here; empty if there can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    missing = [name for name in ("ip", "tc", "unshare", "mpirun") if shutil.which(name) is None]
    if missing:
        return f"no {' or '.join(missing)} here: install iproute2, util-linux, openmpi-bin"
    probe = f"hogvec{os.getpid()}"
    if not try_command("ip", "netns", "add", probe):
        return "no network namespace can be made here; a container needs --privileged"
    ip("netns", "del", probe)
    return ""


def try_command(*command):
    return subprocess.run(command, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def ip(*arguments):
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise runs.BenchError(f"ip {' '.join(arguments)}: {done.stderr.strip()}")
