"""What a person sees in an editor who writes a record with the schema of `notice schema`, by the language server that
editors use: real records are free of marks, a key is completed and explained, and a wrong one is marked.

    judge.py FOLDER_OF_THE_SERVER SCHEMA RECORD...
"""

import json
import pathlib
import subprocess
import sys
import tempfile

tools, schema, *records = map(pathlib.Path, sys.argv[1:])
room = pathlib.Path(tempfile.mkdtemp(prefix="editor-"))
(room / "notices" / "office").mkdir(parents=True)
(room / "notice.schema.json").write_bytes(schema.read_bytes())
LINE = "# yaml-language-server: $schema=../../notice.schema.json\n"

server = subprocess.Popen(
    [tools / "node/bin/node", tools / "node_modules/yaml-language-server/bin/yaml-language-server", "--stdio"],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
)
SETTINGS = {
    "yaml": {"schemaStore": {"enable": False}, "validate": True, "completion": True, "hover": True, "format": {"enable": False}},
}


def send(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.stdin.flush()


def receive():
    length = 0
    while line := server.stdout.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if not length:
        sys.exit("the language server has gone away")
    return json.loads(server.stdout.read(length))


def until(wanted):
    """The first message of which `wanted` gives something; what the server asks meanwhile is answered."""
    while True:
        message = receive()
        if "id" in message and "method" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            answer = None if asked is None else [SETTINGS.get(item.get("section"), {}) for item in asked]
            send({"id": message["id"], "result": answer})
            continue
        found = wanted(message)
        if found is not None:
            return found


numbers = iter(range(1, 100_000))


def ask(method, params):
    number = next(numbers)
    send({"id": number, "method": method, "params": params})
    answer = until(lambda message: message if message.get("id") == number else None)
    if "error" in answer:
        sys.exit(f"{method}: {answer['error']}")
    return answer["result"]


def open_file(text):
    """Opens `text` in the editor; its address, and what is marked in it as (line, words)."""
    path = room / "notices" / "office" / f"{next(numbers)}.yaml"
    uri = path.as_uri()
    send({
        "method": "textDocument/didOpen",
        "params": {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
    })

    def marks(message):
        if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
            return message["params"]["diagnostics"]
        return None

    return uri, [(mark["range"]["start"]["line"], mark["message"]) for mark in until(marks)]


def at(text, uri):
    """The place of the `|` in `text`."""
    before = text[: text.index("|")]
    return {"textDocument": {"uri": uri}, "position": {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}}


def completed(text):
    uri, _ = open_file(text.replace("|", ""))
    answer = ask("textDocument/completion", at(text, uri))
    items = answer["items"] if isinstance(answer, dict) else answer
    return {item["label"]: json.dumps(item, ensure_ascii=False) for item in items}


def hovered(text):
    uri, _ = open_file(text.replace("|", ""))
    return json.dumps(ask("textDocument/hover", at(text, uri)), ensure_ascii=False)


faults = []


def hold(told, said):
    if not told:
        faults.append(said)


ask("initialize", {
    "processId": None,
    "rootUri": room.as_uri(),
    "workspaceFolders": [{"uri": room.as_uri(), "name": "room"}],
    "capabilities": {
        "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
        "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {}, "publishDiagnostics": {}},
    },
})
send({"method": "initialized", "params": {}})
send({"method": "workspace/didChangeConfiguration", "params": {"settings": SETTINGS}})

for record in records:
    _, marks = open_file(LINE + record.read_text(encoding="utf-8-sig"))
    for line, words in marks:
        faults.append(f"{record}:{line}: is marked, and notice takes it: {words}")

RECORD = LINE + "maintenance:\n  id: a\n  services: [net]\n  windows:\n    - start: 2026-12-06 23:30\n      end: 2026-12-07 02:00\n"
for key, wrong in (
    ("titel", "  titel: 作業\n"),
    ("reserves", "      reserves: []\n"),
    ("minutes", "      impact: { kind: outage, minutes: 3 }\n"),
):
    _, marks = open_file(RECORD + wrong)
    hold(any(key in words and line == RECORD.count("\n") for line, words in marks), f"{key} is not marked: {marks}")
_, marks = open_file(LINE + "publisher:\n  name: 例\n  senders: [例]\n  style: { clock: 12h }\n")
hold(any(line == 4 for line, _ in marks), f"12h is not marked as a clock: {marks}")
_, marks = open_file(LINE + "maintenence:\n  id: a\n")
hold(any("maintenence" in words for _, words in marks), f"a wrong first key is not marked: {marks}")

for text, wanted in (
    (LINE + "main|", "maintenance"),
    (LINE + "maintenance:\n  serv|", "services"),
    (RECORD + "      res|", "reserve"),
    (LINE + "incident:\n  id: a\n  log:\n    - ev|", "event"),
    (LINE + "incident:\n  id: a\n  log:\n    - at: 2026-12-06 23:30\n      event: |", "recovered"),
    (LINE + "publisher:\n  style:\n    clock: |", "kanji"),
):
    found = completed(text)
    hold(wanted in found, f"{wanted} is not offered after {text.splitlines()[-1]!r}: {sorted(found)}")
events = completed(LINE + "maintenance:\n  id: a\n  log:\n    - event: |")
hold("started" in events and "recovered" not in events, f"events of a maintenance: {sorted(events)}")
told = hovered(LINE + "maintenance:\n  is|sued: 2026-12\n")
hold("発信日" in told, f"issued is not explained: {told}")

ask("shutdown", None)
send({"method": "exit"})
server.wait(timeout=30)
for fault in faults:
    print(fault, file=sys.stderr)
print(f"{len(records)} records free of marks; keys completed, explained and marked" if not faults else f"{len(faults)} faults")
sys.exit(bool(faults))
