#include "report/style.h"

namespace hogvec {

// Colours: text has a contrast of at least 4.5 to its background, curves of at least 3, in both
// schemes (WCAG 2.1); the curves differ in brightness as well. Paper uses the light scheme.
const std::string_view kStyle = R"(
:root {
  color-scheme: light dark;
  --ground: #fbfbf9; --raised: #fff; --ink: #1b1e22; --soft: #59616a; --rule: #dcdfe2;
  --c1: #1f5fb8; --c2: #b4480c; --c3: #55606b;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #131619; --raised: #1a1e22; --ink: #e7e9eb; --soft: #a0a9b3; --rule: #30363c;
    --c1: #7fb2ff; --c2: #ff9f63; --c3: #b0b9c2;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 82rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem) 4rem; }
h1, h2, h3 { line-height: 1.2; overflow-wrap: anywhere; text-wrap: balance; }
h1 { font-size: clamp(1.8rem, 4vw, 2.6rem); margin: 0 0 .4rem; letter-spacing: -.015em; }
h2 { font-size: 1.4rem; margin: 0 0 1rem; letter-spacing: -.005em; }
h3 { font-size: 1.1rem; margin: 0; }
p { margin: 0 0 1rem; max-width: 46rem; }
section { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--rule); }
.kind { margin: 0 0 .5rem; color: var(--soft); font-size: .85rem; letter-spacing: .04em; }
.lead { font-size: 1.1rem; color: var(--soft); }
.note, .notes { color: var(--soft); font-size: .9rem; }
small { color: var(--soft); }
a { color: var(--c1); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
:focus-visible { outline: 2px solid var(--c1); outline-offset: 2px; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); margin: 1.5rem 0;
  background: var(--raised); border: 1px solid var(--rule); border-radius: .5rem; overflow: hidden; }
.tiles div { box-shadow: 1px 1px 0 var(--rule); padding: .8rem 1rem; }
.tiles dt { color: var(--soft); font-size: .9rem; }
.tiles dd { margin: 0; font-size: 1.6rem; font-weight: 600; line-height: 1.3; }
.tiles small { display: block; font-size: .82rem; font-weight: 400; line-height: 1.35; }
.facts { margin: 0 0 1.5rem; max-width: 32rem; }
.facts div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .35rem 0; border-bottom: 1px solid var(--rule); }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; text-align: right; max-width: 100%; overflow-wrap: anywhere; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 1.5rem 3rem; margin-bottom: 1rem; }
.chart { margin: 0 0 1rem; min-width: 0; max-width: 46rem; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: .35rem; }
.frame { font-size: .82rem; color: var(--soft); line-height: 1; }
.axis { margin-bottom: .7rem; line-height: 1.2; }
.below { margin: 1.9rem 0 0 3.2rem; }
.named .below { margin-right: 5.4rem; }
.plot { position: relative; height: 15rem; margin: 0 .8rem 0 3.2rem; }
.named .plot { margin-right: 5.4rem; }
.plot svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.plot path { fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; stroke-linecap: round; }
.grid { stroke: var(--rule); stroke-width: 1; }
.line { stroke-width: 2; }
.thin { stroke-width: 1; opacity: .75; }
.dashed { stroke-width: 1.5; stroke-dasharray: 2 5; }
.dots { stroke-width: 7; }
path.c1 { stroke: var(--c1); } path.c2 { stroke: var(--c2); } path.c3 { stroke: var(--c3); }
.plot span { position: absolute; white-space: nowrap; }
.plot .y { right: calc(100% + .5rem); transform: translateY(-50%); }
.plot .x { top: calc(100% + .5rem); transform: translateX(-50%); }
.plot .name { left: calc(100% + .6rem); transform: translateY(-50%); font-weight: 600; }
.name.c1 { color: var(--c1); } .name.c2 { color: var(--c2); } .name.c3 { color: var(--c3); }

.scroll { overflow-x: auto; margin-bottom: 1.25rem; max-width: 100%; }
table { border-collapse: collapse; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; max-width: calc(100vw - 2rem); }
th, td { padding: .3rem .9rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
th { font-weight: 400; }
tbody th { white-space: nowrap; }
thead th { color: var(--soft); font-size: .88rem; vertical-align: bottom; }
.number { text-align: right; white-space: nowrap; }
.bar { display: block; width: 8rem; height: .6rem; margin-top: .45rem; }
.bar span { display: block; height: 100%; background: var(--c1); border-radius: 0 2px 2px 0; print-color-adjust: exact; }
.word { display: inline-block; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: pre; vertical-align: bottom; }
details { margin-bottom: 1.25rem; }
summary { cursor: pointer; color: var(--c1); margin-bottom: .6rem; }

.words { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: 1.5rem 3rem; }
.words article { min-width: 0; break-inside: avoid; }
.words caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.words .note { margin-bottom: .4rem; }
.words table { font-size: .88rem; }
.words th, .words td { padding-right: .7rem; white-space: nowrap; }
.words td .word { max-width: 8rem; }
.stays { font-weight: 600; }
.goes { color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); font-size: .9rem; }

@media (max-width: 30rem) {
  .plot { height: 13rem; margin-left: 2.9rem; }
  .below { margin-left: 2.9rem; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .bar { width: 3.5rem; }
  th, td { padding-right: .7rem; }
}
@media print {
  main { max-width: none; padding: 0; }
  body { background: none; font-size: .85rem; }
  nav { display: none; }
  .scroll { overflow: visible; }
  section { break-before: auto; }
}
)";

}  // namespace hogvec
