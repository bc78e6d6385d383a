/** Pages that stand in while the desk process cannot serve its own. No script, no outside resource. */
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

export type PlainPage = {
  title: string;
  paragraphs: string[];
  /** Loads the page again by itself. */
  refreshSeconds?: number;
  /** Posted back to the page's own address, which in a browser holds the launch's secret. */
  form?: { field?: { name: string; label: string }; button: string; error?: string };
  status?: number;
};

const style = `body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f4f2;color:#2b2523;font:16px/1.6 "Be Vietnam Pro","Segoe UI",system-ui,sans-serif}
main{max-width:34rem;padding:2.5rem;background:#fff;border-top:4px solid #8f2b23;border-radius:4px;box-shadow:0 1px 4px #0002}
h1{margin:0 0 .75rem;font-size:1.4rem}p{margin:0 0 .75rem}label{display:block;font-weight:600;margin:1rem 0 .25rem}
input{box-sizing:border-box;width:100%;padding:.5rem;font:1.1rem/1.4 ui-monospace,monospace;letter-spacing:.05em;border:1px solid #857a76;border-radius:4px}
button{margin-top:1rem;padding:.5rem 1.25rem;font:inherit;color:#fff;background:#8f2b23;border:0;border-radius:4px}.error{color:#8f2b23;font-weight:600}`;

/** The strictest policy: the page's own style, and a form back to itself. */
export const plainPagePolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const plainPage = ({ title, paragraphs, refreshSeconds, form, status = 200 }: PlainPage): Response => {
  const html = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${
    refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`
  }<title>${escape(title)}</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1>${paragraphs.map((text) => `<p>${escape(text)}</p>`).join('')}${
    form
      ? `<form method="post">${form.error ? `<p class="error" role="alert">${escape(form.error)}</p>` : ''}${form.field ? `<label for="field">${escape(form.field.label)}</label><input id="field" name="${escape(form.field.name)}" autocomplete="off" spellcheck="false" autofocus required>` : ''}<button>${escape(form.button)}</button></form>`
      : ''
  }</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': plainPagePolicy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // Under `no-referrer` a form is sent with the origin "null", which the desk refuses as foreign.
      'referrer-policy': 'same-origin',
    },
  });
};
