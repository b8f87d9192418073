"""Whether the server answers as docs/openapi.yaml says: every operation with what its parameters and bodies allow, and with what they do not.

Method: values are made from each parameter's schema and from a list of awkward ones, with a fixed seed; an answer must have a documented status
(a refusal is 4xx, never 5xx), the documented type, and hold to the documented schema. As schemathesis does, without a network."""
import json
import random
import urllib.parse

try:
    import jsonschema
    import yaml
except ImportError:
    yaml = None

USUAL = {"n": "1", "name": "Tomas Dragan", "q": "bridge", "speaker": "Tomas Dragan", "outlet": "VTN", "after": "2024-05-01", "before": "2024-06-01", "question": "Did the bridge reopen?",
         "format": "jsonl", "limit": "5", "offset": "1", "save": "1"}
AWKWARD = ["", "0", "-1", "99999999999", "1e9", "'", '"', "\u202e", "%", "%00", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "a" * 1001, "NaN", "null", "[]", "../..", "<b>", "2024-13-99"]
BODIES = [None, b"", b"{", b"[]", b"null", b"3", b'"x"', b"\xff\xfe", b'{"text": null}', b"{}", b'{"a": ' * 500]
CASES = 12


class Interface:
    def __init__(self, text):
        self.all = yaml.safe_load(text)

    def follow(self, one):
        while isinstance(one, dict) and "$ref" in one:
            path, one = one["$ref"], self.all
            for step in path.removeprefix("#/").split("/"):
                one = one[step]
        return one

    def operations(self):
        for path, methods in self.all["paths"].items():
            for method, operation in methods.items():
                yield path, method.upper(), operation


def judge(interface, operation, code, head, body):
    """What is wrong with an answer; None: nothing."""
    answers = operation["responses"]
    answer = interface.follow(answers.get(str(code)) or answers.get("default") or {})
    if not answer or (str(code) not in answers and not 400 <= code < 500):
        return f"status {code} is not documented"
    kinds = answer.get("content", {})
    kind = head.get("Content-Type", "").split(";")[0]
    if kind not in kinds:
        return f"type {kind} is not documented for {code}"
    schema = interface.follow(kinds[kind].get("schema", {}))
    if kind == "application/json" and schema.get("format") != "binary":
        try:
            jsonschema.validate(json.loads(body), schema)
        except (ValueError, jsonschema.ValidationError) as error:
            return f"{code}: {str(error).splitlines()[0]}"
    return None


def address(interface, path, operation, choose):
    query = []
    for one in map(interface.follow, operation.get("parameters", [])):
        value = choose(one)
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", urllib.parse.quote(value, safe=""))
        elif value is not None:
            query.append((one["name"], value))
    return path + ("?" + urllib.parse.urlencode(query) if query else "")


def chooser(interface, dice):
    def choose(one):
        schema = interface.follow(one["schema"])
        if one["in"] == "query" and not one.get("required") and dice.random() < 0.5:
            return None
        return dice.choice(schema.get("enum", []) + [USUAL.get(one["name"], "x")] + AWKWARD)
    return choose


def ask(suite, interface, server, path, method, operation, where, body=None):
    writes = method == "POST"
    code, head, answer = server.post(where, body or b"") if writes else server.get(where)
    wrong = judge(interface, operation, code, head, answer)
    suite.check(not wrong, f"{method} {where[:80]}" + (f" with {body[:40]!r}" if body else ""), wrong)
    return code


def check(suite, server, text):
    if not yaml:
        suite.skip("docs/openapi.yaml, operation by operation", "needs the Python packages yaml and jsonschema")
        return
    interface, dice = Interface(text), random.Random(6)
    for path, method, operation in interface.operations():
        where = address(interface, path, operation, lambda one: USUAL[one["name"]] if one.get("required") else None)
        if method == "GET":
            suite.check(ask(suite, interface, server, path, method, operation, where) == 200, f"{method} {where} is answered")
            for _ in range(CASES):
                ask(suite, interface, server, path, method, operation, address(interface, path, operation, chooser(interface, dice)))
        for body in BODIES if method == "POST" else []:
            ask(suite, interface, server, path, method, operation, where, body)
        for other in {"GET", "POST", "PUT", "DELETE", "PATCH"} - {one.upper() for one in interface.all["paths"][path]}:
            suite.check(server.ask(other, where)[0] == 405, f"{other} {where} is no operation")
