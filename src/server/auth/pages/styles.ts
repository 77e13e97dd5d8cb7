/** The style of the pages outside the admin; follows the system's light or dark. */
export const styles = `:root{color-scheme:light dark;--back:#f6f5f3;--card:#fff;--text:#1f1d1a;--soft:#6a655e;--line:#dcd8d2;--accent:#a85b1c;--on:#fff;--bad:#a3231b;--good:#1f6b3a}
@media (prefers-color-scheme:dark){:root{--back:#171614;--card:#211f1d;--text:#efece7;--soft:#a8a29a;--line:#3a3733;--accent:#e0924f;--on:#1a1410;--bad:#ff8f84;--good:#7fd49b}}
*{box-sizing:border-box}
body{background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;padding:24px 16px}
main{background:var(--card);border:1px solid var(--line);border-radius:12px;margin:8vh auto 0;max-width:420px;padding:32px}
main.wide{margin-top:2vh;max-width:1000px}
.brand{align-items:center;display:flex;gap:12px;margin-bottom:24px}
.brand b{display:block;font-size:18px;line-height:1.2}
.brand span{color:var(--soft);font-size:14px}
.brand nav,.brand form{align-items:center;display:flex;gap:12px;margin-left:auto}
.brand nav+form{margin-left:8px}
h1{font-size:22px;line-height:1.3;margin:0 0 16px}
h2{font-size:17px;margin:32px 0 12px}
p{margin:0 0 16px}
.soft{color:var(--soft)}
.bad,.good{border:1px solid;border-radius:8px;padding:10px 14px}
.bad{color:var(--bad)}
.good{color:var(--good)}
label{display:block;font-weight:500;margin-bottom:16px}
label small{color:var(--soft);display:block;font-weight:400}
input,select{background:var(--back);border:1px solid var(--line);border-radius:8px;color:inherit;display:block;font:inherit;margin-top:4px;padding:10px 12px;width:100%}
button{background:var(--accent);border:1px solid var(--accent);border-radius:8px;color:var(--on);cursor:pointer;font:inherit;font-weight:600;padding:10px 16px}
button.quiet{background:none;border-color:var(--line);color:inherit;font-weight:400;padding:6px 12px}
form.full button{width:100%}
a.button{border:1px solid var(--line);border-radius:8px;color:inherit;display:block;margin-bottom:12px;padding:10px 16px;text-align:center;text-decoration:none}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.rows{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:10px 12px 10px 0;text-align:left;white-space:nowrap}
th{color:var(--soft);font-size:14px;font-weight:500}
td:last-child{text-align:right}
td.acts>*{display:inline-block;margin-left:12px}
td.cut{max-width:110px;overflow:hidden;text-overflow:ellipsis}
.grid{display:grid;gap:0 16px;grid-template-columns:repeat(auto-fit,minmax(240px,1fr))}
.line{align-items:center;display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between;margin-top:16px}
.line form{align-items:end;display:flex;gap:8px}
.line label{margin:0}`
