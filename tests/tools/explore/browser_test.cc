#include "explore/browser.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::explore {
namespace {

constexpr const char* kAddress = "http://127.0.0.1:8080/0123abcd/";

std::string Content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

unsigned ModeOf(const std::filesystem::path& path) {
  struct stat status = {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 0777u;
}

TEST(RedirectFile, IsOfItsOwnerAndGoesWithTheObject) {
  std::filesystem::path path;
  {
    const RedirectFile file(kAddress);
    path = file.path();
    EXPECT_THAT(Content(path), ::testing::HasSubstr("0; url=" + std::string(kAddress) + "\""));
    EXPECT_EQ(ModeOf(path), 0600u);
    EXPECT_EQ(ModeOf(path.parent_path()), 0700u);
    EXPECT_EQ(path.string().find("0123abcd"), std::string::npos);
  }
  EXPECT_FALSE(std::filesystem::exists(path.parent_path()));
}

// Programs named xdg-open that do what a test wants.
class Browser : public ::testing::Test {
 protected:
  void SetUp() override {
    ::setenv("PATH", (folder_.path().string() + ":/usr/bin:/bin").c_str(), 1);
  }
  void TearDown() override { ::setenv("PATH", path_.c_str(), 1); }

  void Script(const std::string& lines) {
    const auto file = folder_.Write("xdg-open", "#!/bin/sh\n" + lines + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  }

  // What Failure() says within a while.
  static std::string Wait(BrowserStart& browser) {
    for (int looks = 0; looks < 500; ++looks) {
      if (const auto failure = browser.Failure()) return *failure;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return "none";
  }

  void WaitFor(const std::string& name) {
    for (int looks = 0; looks < 500 && !std::filesystem::exists(folder_.path() / name); ++looks) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }

  const testing::TempFolder folder_;
  const std::string path_ = std::getenv("PATH");
};

TEST_F(Browser, GetsTheFileAlone) {
  const std::string seen = (folder_.path() / "seen").string();
  Script("echo \"$#:$1\" > " + seen + ".part && mv " + seen + ".part " + seen);
  const RedirectFile file(kAddress);
  BrowserStart browser(file.path());
  WaitFor("seen");
  EXPECT_EQ(Content(seen), "1:" + file.path().string() + "\n");
}

TEST_F(Browser, ThatFindsNoneSaysSo) {
  Script("exit 3");
  BrowserStart browser("some.html");
  EXPECT_THAT(Wait(browser), ::testing::HasSubstr("xdg-open found no browser"));
  EXPECT_EQ(browser.Failure(), std::nullopt);  // said once
}

TEST_F(Browser, HasNoFilesOfOursAndNoBlockedSignals) {
  const std::string seen = (folder_.path() / "seen").string();
  Script("(grep SigBlk /proc/self/status; test -e /proc/self/fd/77 && echo open) > " + seen +
         ".part; mv " + seen + ".part " + seen);
  const int ours = ::open("/dev/null", O_RDONLY);
  ASSERT_EQ(::dup2(ours, 77), 77);  // without close-on-exec
  sigset_t interrupt, before;
  ::sigemptyset(&interrupt);
  ::sigaddset(&interrupt, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &interrupt, &before);  // as under a SignalWatch
  BrowserStart browser("some.html");
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::close(77);
  ::close(ours);
  WaitFor("seen");
  EXPECT_EQ(Content(seen), "SigBlk:\t0000000000000000\n");
}

TEST_F(Browser, ThatIsNotInstalledIsAnError) {
  ::setenv("PATH", (folder_.path() / "empty").c_str(), 1);
  EXPECT_THROW(BrowserStart("some.html"), Error);
}

}  // namespace
}  // namespace hogvec::explore
