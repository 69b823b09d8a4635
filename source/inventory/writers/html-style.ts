/** The look of the HTML report: no font, image or script from anywhere, light and dark by the reader's setting, and fit to print. */
export const htmlStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f3f5f7; --line: #d5dae0; --muted: #59636e; --bad: #b3261e; --good: #1f7a3d; --doubt: #8a6100; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14171a; --soft: #1e2327; --line: #3a4148; --muted: #9aa4af; --bad: #ff8a80; --good: #7bd88f; --doubt: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .35rem 0; } code { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; }
.muted { color: var(--muted); } .bad { color: var(--bad); } .good { color: var(--good); } .doubt { color: var(--doubt); }
.headline { font-size: 1.15rem; font-weight: 600; } .warning { border-left: .3rem solid var(--doubt); background: var(--soft); padding: .5rem .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; } th { color: var(--muted); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { width: 40%; min-width: 8rem; } .bar div { height: .8rem; background: var(--line); border-radius: .2rem; overflow: hidden; } .bar span { display: block; height: 100%; background: var(--bad); }
.image { border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; margin: .75rem 0; } summary { cursor: pointer; color: var(--muted); }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .image { break-inside: avoid-page; } .bar span, .bar div { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
