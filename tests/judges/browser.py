#!/usr/bin/env python3
"""Opens pages in Chromium and judges them.

    browser.py [--pictures DIR] PAGE.html ...

Each page must open from file:// without an error or a request elsewhere, hold no script, not scroll sideways at 1200,
390 and 320 CSS px nor at 320 px with text at 200 % (JIS X 8341-3:2016 1.4.4, 1.4.10), and have a contrast of at least
4.5:1 for every text, in light and in dark mode (1.4.3). Elements that scroll within their own box must be reachable
by keyboard (2.1.1). Links within the output must lead somewhere.

Chromium is driven over its debugging pipe: nothing to download, no port to open.
"""

import argparse
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTHS = [1200, 390, 320]

# What is asked of a page: everything that can be measured in one visit.
MEASURE = r"""
(width => {
  const faults = [];
  const root = document.documentElement;
  // A telephone lays a page that does not ask otherwise out for a desk, and then shrinks it.
  if (innerWidth > width) faults.push(`is laid out ${innerWidth} px wide`);
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll('body *')].filter(e => {
      if (e.getBoundingClientRect().right <= root.clientWidth + 1) return false;
      for (let p = e.parentElement; p; p = p.parentElement)
        if (p !== document.body && p !== root && getComputedStyle(p).overflowX !== 'visible') return false;
      return true;
    });
    const names = wide.slice(-3).map(e => e.tagName.toLowerCase() + '.' + e.className).join(', ');
    faults.push(`scrolls sideways: ${root.scrollWidth} px in ${root.clientWidth} px (${names})`);
  }
  for (const e of document.querySelectorAll('body *'))
    if (e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0)
      faults.push(`${e.tagName.toLowerCase()}.${e.className} scrolls but cannot be reached by keyboard`);
  for (const e of document.querySelectorAll('body *')) {
    const hidden = ['hidden', 'clip'];
    if (e.scrollWidth > e.clientWidth + 1 && hidden.includes(getComputedStyle(e).overflowX))
      faults.push(`${e.tagName.toLowerCase()}.${e.className} cuts its text off`);
  }
  return faults;
})(%d)
"""

CONTRAST = r"""
(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
      if (colour[3] > 0) return null;
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 255] : [255, 255, 255, 255];
  };
  const faults = new Set();
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.textContent.trim() || node.parentElement.matches('script, style')) continue;
    texts += 1;
    const e = node.parentElement;
    const below = ground(e);
    if (!below) { faults.add(`${e.className || e.tagName} stands on a half-transparent ground`); continue; }
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(below)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) faults.add(`contrast ${ratio.toFixed(2)}:1 in ${e.tagName.toLowerCase()}.${e.className}`);
  }
  if (!texts) faults.add('the page shows no text');
  return [...faults];
})()
"""

STRUCTURE = r"""
(() => {
  const faults = [];
  const html = document.documentElement;
  if (!/^ja\b/.test(html.lang)) faults.push(`lang is “${html.lang}”`);
  if (!document.title.trim()) faults.push('no title');
  if (document.compatMode !== 'CSS1Compat') faults.push('quirks mode');
  if (document.scripts.length) faults.push('holds a script');
  if (document.querySelectorAll('main').length !== 1) faults.push('not exactly one main');
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids)) if (ids.filter(i => i === id).length > 1) faults.push(`the id ${id} stands twice`);
  let last = 0;
  const heads = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  if (heads.filter(h => h.tagName === 'H1').length !== 1) faults.push('not exactly one h1');
  for (const h of heads) {
    const rank = Number(h.tagName[1]);
    if (rank > last + 1) faults.push(`h${rank} “${h.textContent}” follows h${last}`);
    last = rank;
  }
  for (const th of document.querySelectorAll('th')) if (!th.scope) faults.push(`th “${th.textContent}” has no scope`);
  // A month, a day, or a moment with its zone (HTML §2.3.5).
  const moment = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?$/;
  for (const t of document.querySelectorAll('time'))
    if (!moment.test(t.dateTime)) faults.push(`<time datetime="${t.dateTime}">`);
  const sheets = [...document.querySelectorAll('link[rel=stylesheet]')];
  for (const link of sheets) if (!link.sheet) faults.push(`the style sheet ${link.href} is missing`);
  if (!sheets.length) faults.push('no style sheet');
  for (const a of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(decodeURIComponent(a.hash.slice(1)))) faults.push(`${a.hash} leads nowhere`);
  const links = [...document.querySelectorAll('[href],[src]')].map(e => e.href || e.src).filter(u => u.startsWith('file:'));
  return {faults, links};
})()
"""


class Browser:
    """One Chromium with one page."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="notice-browser-")
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        # Chromium reads commands from 3 and writes answers to 4.
        def arrange():
            a, b = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(a, 3)
            os.dup2(b, 4)
        command = [shutil.which("chromium") or shutil.which("chromium-browser") or "chromium", "--headless",
                   "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                   "--hide-scrollbars", "--disable-dev-shm-usage", "--remote-debugging-pipe",
                   f"--user-data-dir={self.profile}", "about:blank"]
        self.process = subprocess.Popen(command, preexec_fn=arrange, close_fds=False,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.reader = os.fdopen(ours_in, "rb", buffering=0)
        self.writer = os.fdopen(ours_out, "wb", buffering=0)
        self.rest, self.last, self.events, self.session = b"", 0, [], None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.ask(f"{domain}.enable")

    def receive(self):
        while b"\0" not in self.rest:
            piece = self.reader.read(1 << 16)
            if not piece:
                raise RuntimeError("Chromium has ended")
            self.rest += piece
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **params):
        self.last += 1
        message = {"id": self.last, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.writer.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, url):
        self.events.clear()
        self.ask("Page.navigate", url=url)
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self.receive())
        self.evaluate("document.fonts.ready.then(() => true)")

    def evaluate(self, script):
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"]))
        return result["result"].get("value")

    def width(self, width):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)

    def scheme(self, scheme):
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path):
        data = self.ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        Path(path).write_bytes(base64.b64decode(data))

    def close(self):
        try:
            self.session = None
            self.ask("Browser.close")
        except (RuntimeError, OSError):
            pass
        self.process.wait(timeout=20)
        shutil.rmtree(self.profile, ignore_errors=True)


def judge(browser, page, pictures):
    faults = []
    name = "-".join(page.with_suffix("").parts[-4:])
    browser.scheme("light")
    browser.width(WIDTHS[0])
    browser.open(page.as_uri())
    for event in browser.events:
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            faults.append(f"exception: {params['exceptionDetails'].get('text')}")
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            faults.append(f"console: {params['args']}")
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            faults.append(f"log: {params['entry']['text']}")
        elif method == "Network.loadingFailed":
            faults.append(f"did not load: {params['errorText']}")
        elif method == "Network.requestWillBeSent" and not params["request"]["url"].startswith(("file:", "data:")):
            faults.append(f"asks elsewhere: {params['request']['url']}")
    structure = browser.evaluate(STRUCTURE)
    faults += structure["faults"]
    for link in structure["links"]:
        target = Path(browser.evaluate(f"decodeURIComponent(new URL({json.dumps(link)}).pathname)"))
        if not target.is_file():
            faults.append(f"a link leads to {target}, where nothing is")
    for scheme in ["light", "dark"]:
        browser.scheme(scheme)
        faults += [f"{scheme}: {fault}" for fault in browser.evaluate(CONTRAST)]
    browser.scheme("light")
    for width in WIDTHS:
        browser.width(width)
        faults += [f"{width} px: {fault}" for fault in browser.evaluate(MEASURE % width)]
        if pictures:
            browser.picture(pictures / f"{name}-{width}.png")
    browser.evaluate("document.documentElement.style.fontSize = '200%'")
    faults += [f"320 px, text 200 %: {fault}" for fault in browser.evaluate(MEASURE % WIDTHS[-1])]
    if pictures:
        browser.picture(pictures / f"{name}-zoom.png")
        browser.evaluate("document.documentElement.style.fontSize = ''")
        browser.width(1000)
        browser.scheme("dark")
        browser.picture(pictures / f"{name}-dark.png")
        browser.scheme("light")
        data = browser.ask("Page.printToPDF", preferCSSPageSize=True)["data"]
        (pictures / f"{name}.pdf").write_bytes(base64.b64decode(data))
    return faults


def main():
    parser = argparse.ArgumentParser(description="Opens pages in Chromium and judges them.")
    parser.add_argument("--pictures", type=Path, help="also put pictures and a print of every page into this folder")
    parser.add_argument("pages", type=Path, nargs="+")
    args = parser.parse_args()
    if args.pictures:
        args.pictures.mkdir(parents=True, exist_ok=True)
    browser = Browser()
    bad = 0
    try:
        for page in args.pages:
            faults = judge(browser, page.resolve(), args.pictures)
            bad += bool(faults)
            print(f"{'✗' if faults else '✓'} {page}")
            for fault in faults:
                print(f"    {fault}")
    finally:
        browser.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
