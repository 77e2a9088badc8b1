// Prints what pdf.js finds in PDFs, as JSON: a text for each file.
import { readFileSync } from "node:fs";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

const texts = [];
for (const path of process.argv.slice(2)) {
  const data = new Uint8Array(readFileSync(path));
  const file = await getDocument({ data, verbosity: VerbosityLevel.ERRORS, disableFontFace: true }).promise;
  let text = "";
  for (let number = 1; number <= file.numPages; number += 1) {
    const { items } = await (await file.getPage(number)).getTextContent();
    text += items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("") + "\n";
  }
  texts.push(text);
}
process.stdout.write(JSON.stringify(texts));
