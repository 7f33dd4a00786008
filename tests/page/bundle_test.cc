#include "page/bundle.h"

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "hogvec/error.h"

namespace hogvec::page {
namespace {

using ::testing::HasSubstr;

Asset Module(std::string_view name, std::string_view text) {
  return {name, "text/javascript; charset=utf-8", text};
}

std::string BundleOf(std::string_view text) {
  const std::vector<Asset> assets{Module("app.js", text), Module("b.js", "const b = 1;\n")};
  return Bundle(assets, "app.js");
}

std::string ComplaintOf(std::string_view text) {
  try {
    BundleOf(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInternal);
    return error.what();
  }
  return "none";
}

TEST(Bundle, PutsEachModuleOnceAfterThoseThatItImports) {
  const std::vector<Asset> assets{
      Module("app.js",
             "// Starts.\n\nimport {b} from './b.js';\nimport {c} from './c.js';\nb(c);\n"),
      Module("b.js", "import {c} from './c.js';\nexport function b() { return c; }\n"),
      Module("c.js", "export const c = 1;\n"), Module("other.js", "never();\n")};
  EXPECT_EQ(Bundle(assets, "app.js"),
            "// c.js\nconst c = 1;\n"
            "// b.js\nfunction b() { return c; }\n"
            "// app.js\n// Starts.\n\nb(c);\n");
}

TEST(Bundle, TakesImportsAndExportsOverSeveralLines) {
  EXPECT_EQ(BundleOf("import {\n  a,\n  b,\n} from './b.js';\nexport {\n  x,\n  y,\n};\nlast();\n"),
            "// b.js\nconst b = 1;\n// app.js\nlast();\n");
}

TEST(Bundle, KeepsModulesThatImportEachOther) {
  const std::vector<Asset> assets{
      Module("app.js", "import {b} from './b.js';\nexport function a() {}\n"),
      Module("b.js", "import {a} from './app.js';\nexport function b() {}\n")};
  EXPECT_EQ(Bundle(assets, "app.js"), "// b.js\nfunction b() {}\n// app.js\nfunction a() {}\n");
}

TEST(Bundle, DropsTheWordExportAlone) {
  EXPECT_EQ(BundleOf("export class A {}\nexport async function f() {}\nexport let x = 'export';\n"),
            "// app.js\nclass A {}\nasync function f() {}\nlet x = 'export';\n");
}

TEST(Bundle, KeepsNamesThatBeginAsItsKeywords) {
  EXPECT_EQ(BundleOf("imported();\nexportAll();\n"), "// app.js\nimported();\nexportAll();\n");
}

TEST(Bundle, EndsAModuleWithoutALastNewline) { EXPECT_EQ(BundleOf("a();"), "// app.js\na();\n"); }

TEST(Bundle, RefusesFormsThatItDoesNotUnderstand) {
  for (const char* line :
       {"import b from './b.js';", "import * as b from './b.js';", "import './b.js';",
        "import {b as c} from './b.js';", "import {b} from \"./b.js\";", "import {b} from 'b.js';",
        "import {b}\nfrom './b.js';", "export default b;", "export * from './b.js';",
        "export {b as c};", "export {b} from './b.js';", "import('./b.js');"}) {
    EXPECT_THAT(ComplaintOf("\n" + std::string(line) + "\n"), HasSubstr("app.js:2: ")) << line;
  }
  EXPECT_THAT(ComplaintOf("import {b} from './b.js'"), HasSubstr("no semicolon"));
  EXPECT_THAT(ComplaintOf("import {z} from './z.js';\n"), HasSubstr("no module z.js"));
}

TEST(Bundle, RefusesWhatWouldEndItsElement) {
  for (const char* text : {"x('</script>');\n", "x('<!-- ');\n", "x();\r\n"}) {
    EXPECT_THAT(ComplaintOf("a();\n" + std::string(text)), HasSubstr("app.js:2: ")) << text;
  }
}

std::vector<std::string> ModulesOfPage() {
  std::vector<std::string> names;
  for (const Asset& asset : Assets()) {
    if (asset.name.ends_with(".js")) names.emplace_back(asset.name);
  }
  return names;
}

TEST(Bundle, TakesEveryModuleOfThePage) {
  EXPECT_FALSE(ModulesOfPage().empty());
  for (const std::string& name : ModulesOfPage()) {
    EXPECT_THAT(Bundle(Assets(), name), HasSubstr("// " + name + "\n"));
  }
}

// The modules become one script, in which no name can stand for two things.
TEST(Bundle, FindsNoNameInTwoModulesOfThePage) {
  const std::regex declaration(
      "(?:export )?(?:async )?(?:function\\*? |class |const |let |var )([A-Za-z_$][\\w$]*).*");
  std::map<std::string, std::string> module_of;
  for (const std::string& module : ModulesOfPage()) {
    std::istringstream lines{std::string(FindAsset(module)->text)};
    for (std::string line; std::getline(lines, line);) {
      std::smatch match;
      if (!std::regex_match(line, match, declaration)) continue;
      const auto [place, is_new] = module_of.emplace(match[1], module);
      EXPECT_TRUE(is_new) << match[1] << " is in " << place->second << " and in " << module;
    }
  }
  EXPECT_GT(module_of.size(), ModulesOfPage().size());
}

}  // namespace
}  // namespace hogvec::page
