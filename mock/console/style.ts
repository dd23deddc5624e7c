/** The one stylesheet of the console: quiet and dense, light and dark, from a phone to a projector. */

export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #14171b);
  --sheet: light-dark(#ffffff, #1c2127);
  --soft: light-dark(#eef1f4, #262c34);
  --line: light-dark(#d5dae0, #38414b);
  --text: light-dark(#161b22, #e8ecf1);
  --quiet: light-dark(#505b68, #a3afbd);
  --link: light-dark(#0b57a4, #7db8f7);
  --strong: light-dark(#0b57a4, #2f74c0);
  --good: light-dark(#14663a, #71d29a);
  --good-soft: light-dark(#e0f3e7, #17352a);
  --bad: light-dark(#a3201c, #ff9a92);
  --bad-soft: light-dark(#fde8e6, #442324);
  --lit: light-dark(#ffd54a, #ffd54a);
  --mono: ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}
* { box-sizing: border-box; }
html { font: 16px/1.45 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
@media (min-width: 1800px) { html { font-size: 19px; } }
body { margin: 0; background: var(--page); color: var(--text); overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.skip { position: absolute; left: -99em; }
.skip:focus { left: 0.5rem; top: 0.5rem; background: var(--sheet); padding: 0.5rem 1rem; z-index: 9; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }

header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.8rem; padding: 0.45rem 1.25rem; font-size: 0.95rem; background: var(--sheet); border-bottom: 1px solid var(--line); }
header a { text-decoration: none; color: var(--text); }
.brand { font-size: 1.05rem; white-space: nowrap; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
.brand .title { color: var(--quiet); }
header nav { display: flex; flex-wrap: wrap; gap: 0 0.1rem; flex: 1 1 auto; }
header nav a { padding: 0.3rem 0.5rem; border-radius: 6px; color: var(--quiet); }
header nav a:hover { background: var(--soft); }
header nav a[aria-current] { color: var(--text); background: var(--soft); font-weight: 600; }
.now { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.8rem; }
.now time { font-family: var(--mono); font-size: 0.9rem; }
.label { color: var(--quiet); font-size: 0.82rem; }
p.label { margin: 0.6rem 0 0.15rem; }

main { max-width: 78rem; margin: 0 auto; padding: 0.9rem 1.25rem 4rem; }
main.wide { max-width: 112rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0.2rem 0 0.6rem; }
h2 { font-size: 1.08rem; margin: 0 0 0.5rem; }
h2 small { font-weight: 400; color: var(--quiet); font-size: 0.85em; }
p { margin: 0.35rem 0; }
.card { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 0.8rem 1rem; margin: 0 0 1rem; min-width: 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 1rem; align-items: start; }
.columns > * { min-width: 0; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 0 1rem; }
.cards .card { display: flex; flex-direction: column; }
.cards .tools { margin-top: auto; }
.cards h2::first-letter { text-transform: uppercase; }
.scroll { overflow-x: auto; position: relative; }
.scroll + .card { margin-top: 1rem; }
.empty, .aside, .why, .sentence { color: var(--quiet); }
.why, .sentence { font-size: 0.9rem; }
.aside { margin-top: 0.8rem; }
.key { font-family: var(--mono); font-size: 0.88rem; }
.subject { margin: -0.2rem 0 0.9rem; }

table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: 0.36rem 0.7rem 0.36rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
thead th { color: var(--quiet); font-weight: 500; font-size: 0.82rem; white-space: nowrap; }
tbody th { font-weight: 600; }
tr[aria-current] { background: var(--soft); }
table.people, table.traffic { background: var(--sheet); border: 1px solid var(--line); }
table.people :is(th, td):first-child, table.traffic :is(th, td):first-child { padding-inline-start: 1rem; }
table.people tbody tr:hover, table.traffic tbody tr:hover { background: var(--soft); }
.people .name a { color: var(--text); font-weight: 600; text-decoration: none; }
.people .name { max-width: 22rem; }
.traffic .call { font-family: var(--mono); font-size: 0.88rem; overflow-wrap: anywhere; min-width: 14rem; }
.traffic .why { max-width: 30rem; }

.chips { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; }
.chip { display: inline-block; padding: 0.05rem 0.6rem; border-radius: 99px; font-size: 0.88rem; font-weight: 600; text-decoration: none; white-space: nowrap; background: var(--soft); color: var(--text); border: 1px solid transparent; }
.hue-0 { background: light-dark(#dbeafe, #1c3455); color: light-dark(#15407a, #b9d7ff); }
.hue-1 { background: light-dark(#fbe7c6, #47350f); color: light-dark(#6b4400, #ffd894); }
.hue-2 { background: light-dark(#d9f2e0, #17402a); color: light-dark(#12532f, #a3e6bf); }
.hue-3 { background: light-dark(#fbdcdc, #4d2123); color: light-dark(#86191c, #ffbab5); }
.hue-4 { background: light-dark(#e8def8, #37285a); color: light-dark(#4a2a80, #d8c6ff); }
.hue-5 { background: light-dark(#d3f1f2, #103f42); color: light-dark(#0b4f54, #9ce4e8); }
.hue-6 { background: light-dark(#f8dcee, #4a2140); color: light-dark(#7a1c5f, #fbbde5); }
.hue-7 { background: light-dark(#e9ecd0, #363b14); color: light-dark(#474d0c, #dbe39a); }
.filter { display: inline-flex; flex-wrap: wrap; gap: 0.3rem; align-items: center; }
.filter .chip[aria-current] { border-color: currentColor; }
.filter .chip:hover { border-color: currentColor; }
.tabs { display: flex; flex-wrap: wrap; gap: 0.2rem; margin: 0 0 0.6rem; }
.tabs a { padding: 0.15rem 0.6rem; border-radius: 6px; text-decoration: none; color: var(--quiet); }
.tabs a[aria-current] { background: var(--soft); color: var(--text); font-weight: 600; }

.tools { display: flex; flex-wrap: wrap; gap: 0.5rem 0.9rem; align-items: center; margin: 0.4rem 0 0.8rem; }
td.tools { margin: 0; gap: 0.4rem; }
form.act { display: inline-flex; }
button, input, select, textarea { font: inherit; color: inherit; }
input, select, textarea { background: var(--sheet); border: 1px solid light-dark(#8a94a0, #66717e); border-radius: 6px; padding: 0.25rem 0.5rem; max-width: 100%; }
textarea { width: 100%; font-family: var(--mono); font-size: 0.88rem; }
::placeholder { color: var(--quiet); opacity: 1; }
button { background: var(--sheet); border: 1px solid light-dark(#8a94a0, #66717e); border-radius: 6px; padding: 0.25rem 0.8rem; cursor: pointer; white-space: nowrap; }
button:hover:not(:disabled) { background: var(--soft); }
button.strong:not(:disabled) { background: var(--strong); border-color: var(--strong); color: #fff; font-weight: 600; }
button.strong:hover:not(:disabled) { filter: brightness(1.12); }
button:disabled { cursor: not-allowed; color: var(--quiet); background: var(--soft); border-color: var(--line); border-style: dashed; }
button.plain { border-color: transparent; background: none; color: var(--link); padding: 0.1rem 0.4rem; }
.jump { display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; align-items: center; }
.jump label { display: inline-flex; flex-wrap: wrap; gap: 0.1rem 0.4rem; align-items: center; min-width: 0; }
.jump, .jump label { max-width: 100%; }
.jump :is(select, input) { min-width: 0; flex: 0 1 auto; }
.jump label > span { color: var(--quiet); font-size: 0.9rem; }

.picture { margin: 0 0 0.6rem; }
.picture svg { display: block; max-width: 100%; height: auto; min-width: 34rem; max-height: 24rem; margin: 0 auto; }
.picture text { font-family: system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; fill: var(--text); }
.picture .edge text { fill: var(--quiet); }
.picture .edge path { stroke: var(--quiet); }
.picture .edge polygon { stroke: var(--quiet); fill: var(--quiet); }
.picture .state path { fill: var(--soft); stroke: var(--quiet); }
.picture .lit path { fill: var(--lit); stroke: light-dark(#8a6d00, #fff0b3); }
.picture .lit text { fill: #161b22; }
.picture .open path { stroke: var(--text); stroke-width: 2; }
.picture .open text { fill: var(--text); }
.steps { list-style: none; margin: 0; padding: 0; }
.steps li { display: flex; flex-wrap: wrap; gap: 0.2rem 0.8rem; align-items: baseline; padding: 0.28rem 0; }
.steps .why { flex: 1 1 14rem; min-width: 0; }
.steps details.body[open] { flex-basis: 100%; }
.lifecycle h2 { font-size: 1.25rem; }
summary { cursor: pointer; padding: 0.15rem 0; }
.body summary { border: 1px solid light-dark(#8a94a0, #66717e); border-radius: 6px; padding: 0.25rem 0.8rem; display: inline-block; }
.timeline { list-style: none; margin: 0; padding: 0 0 0 1rem; border-inline-start: 3px solid var(--line); }
.timeline li { display: flex; flex-wrap: wrap; gap: 0 0.9rem; padding: 0.2rem 0; }
.timeline time { font-family: var(--mono); font-size: 0.85rem; color: var(--quiet); }
.fields fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0.4rem 0.9rem; }
.fields label { display: grid; gap: 0.1rem; min-width: 0; }
.fields label > span { color: var(--quiet); font-size: 0.82rem; }
.fields :is(input, select) { width: 100%; }
.fields .submit { grid-column: 1 / -1; }
.fields fieldset:disabled :is(input, select) { background: var(--soft); border-style: dashed; color: var(--quiet); opacity: 1; }
.locked { background: var(--bad-soft); color: var(--bad); padding: 0.3rem 0.7rem; border-radius: 6px; }
.line { display: flex; gap: 0.3rem; align-items: start; background: var(--soft); border-radius: 6px; padding: 0.2rem 0.3rem 0.2rem 0.6rem; margin: 0.15rem 0; }
.line + .columns { margin-top: 1rem; }
.line code { flex: 1; min-width: 0; overflow-x: auto; white-space: nowrap; padding: 0.15rem 0; }
.line pre { flex: 1; min-width: 0; }
code, pre { font-family: var(--mono); font-size: 0.86rem; }
pre { margin: 0.2rem 0; overflow: auto; max-height: 26rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.files { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: 0.6rem; }
.files img { display: block; width: 100%; height: auto; aspect-ratio: 8 / 5; object-fit: contain; background: var(--soft); border-radius: 6px; }
.files span { font-size: 0.85rem; overflow-wrap: anywhere; }
.big { font-family: var(--mono); font-size: clamp(1.7rem, 6vw, 3.6rem); line-height: 1.15; margin: 0; }
.big small { font-size: 0.4em; color: var(--quiet); }
.status { font-family: var(--mono); font-weight: 600; }
.status.s2 { color: var(--good); }
.status.s4, .status.s5, .status.cut { color: var(--bad); }
.facts { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: 0.15rem 1rem; margin: 0.3rem 0 0.7rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }

.figures { list-style: none; display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; padding: 0; margin: 0.5rem 0 1rem; font-size: 1.15rem; }
.figures b { font-size: 2rem; }
.figures .passed, td.passed { color: var(--good); }
.figures .failed, td.failed { color: var(--bad); }
.figures .not-exercised, td.not-exercised, td.none { color: var(--quiet); }
.matrix { width: auto; }
.matrix :is(th, td) { padding: 0.3rem 0.7rem; border: 1px solid var(--line); }
.matrix td { white-space: nowrap; }
td.passed { background: var(--good-soft); }
td.failed { background: var(--bad-soft); font-weight: 600; }
.failure summary b { margin-inline-end: 0.5rem; }

#notice { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 8; max-width: min(34rem, calc(100vw - 2rem)); }
.notice { background: var(--sheet); border: 1px solid var(--line); border-inline-start: 6px solid var(--good); border-radius: 8px; padding: 0.6rem 2.4rem 0.6rem 1rem; position: relative; box-shadow: 0 4px 20px rgb(0 0 0 / 0.22); max-height: 70vh; overflow: auto; }
.notice.bad { border-inline-start-color: var(--bad); }
.notice ol { margin: 0.4rem 0; padding-inline-start: 1.4rem; }
.notice button { position: absolute; top: 0.3rem; right: 0.3rem; font-size: 1.2rem; line-height: 1; }
#connection { position: fixed; inset-block-start: 0; inset-inline: 0; margin: 0; padding: 0.4rem 1rem; text-align: center; background: var(--bad-soft); color: var(--bad); font-weight: 600; z-index: 9; }

#reference { background: #fff; border-radius: 8px; color-scheme: light; min-height: 60vh; padding: 0.1rem 0; }
#reference .swagger-ui .info { margin: 1.5rem 0; }

@media (max-width: 640px) {
  header, main { padding-inline: 0.75rem; }
  header nav { flex-basis: 100%; overflow-x: auto; flex-wrap: nowrap; }
  header nav a { padding: 0.35rem 0.5rem; }
  h1 { font-size: 1.4rem; }
  .card { padding: 0.7rem 0.75rem; }
  .people thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .people tr { display: grid; grid-template-columns: 1fr auto auto; gap: 0 0.5rem; padding: 0.45rem 0.75rem; border-bottom: 1px solid var(--line); }
  .people td { border: 0; padding: 0; }
  table.people td:first-child { padding: 0; }
  .people .name { grid-column: 1 / -1; grid-row: 1; font-size: 1.05rem; }
  .people .sentence { grid-column: 1 / -1; }
  .traffic thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .traffic tr { display: grid; grid-template-columns: auto 1fr auto auto; gap: 0.1rem 0.7rem; align-items: baseline; padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); }
  .traffic td { border: 0; padding: 0; }
  table.traffic td:first-child { padding: 0; }
  .traffic .call { grid-column: 1 / -1; grid-row: 1; min-width: 0; }
  .traffic .why { grid-column: 1 / -1; grid-row: 3; max-width: none; }
  .facts { grid-template-columns: 1fr; }
  .facts dd { margin-bottom: 0.3rem; }
  .matrix .word { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .chip, .picture .state path { transition: background-color 0.3s, fill 0.3s; }
}
@media (forced-colors: active) {
  .chip { border-color: CanvasText; }
}
`
