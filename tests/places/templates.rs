//! A fault in a template is told at its line and column, whatever stands before it and in whichever part it stands.

use crate::faults::told;
use crate::house::{House, shown};

const OWN: &str = "templates/letter/own.md";
const FAX: &str = "templates/fax/maintenance.md";
const FAX_LEAD: &str = "templates/part/fax-lead-maintenance.md";
const FAX_HEAD: &str = "templates/part/fax-head.md";
const STATUS: &str = "templates/page/status.html";
const EVENT: &str = "templates/page/event.html";
const FRAME: &str = "templates/page/letter.html";
const CONTACT: &str = "templates/page/contact.html";
const IMPACT: &str = "templates/part/impact.md";

/// A file, what stands there once, what is put in its place, and the code that is told of what stands between the markers.
type Case = (&'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    // A character without a glyph: words of their own, behind tags, in loops, in every formal part.
    (
        OWN,
        "こととなりましたのでご案内いたします。",
        "こととなりましたのでご案内⟦𠮷⟧いたします。",
        "N0901",
    ),
    (
        OWN,
        "平素は{{ service }}をご利用",
        "平素は{{ service }}⟦𠮷⟧をご利用",
        "N0901",
    ),
    (
        OWN,
        "{{ center }}の{{ job }}を実施することと",
        "{{ center }}の{{ job }}を⟦𠮷⟧実施することと",
        "N0901",
    ),
    (
        OWN,
        "{% if purpose %}{{ purpose }}を目的に、",
        "{% if purpose %}{{ purpose }}を⟦𠮷⟧目的に、",
        "N0901",
    ),
    (
        OWN,
        "を改めて実施する予定です。{% else %}改めて日程",
        "を改めて実施する予定です。{% else %}⟦𠮷⟧改めて日程",
        "N0901",
    ),
    (OWN, "以上", "以⟦𠮷⟧上", "N0901"),
    (OWN, ":::closing 敬具", ":::closing 敬⟦𠮷⟧具", "N0901"),
    (OWN, ":::opening 拝啓", ":::opening ⟦𠮷⟧拝啓", "N0901"),
    (OWN, ":::record 記", ":::record 記⟦𠮷⟧", "N0901"),
    (OWN, ":::contact 〈本件", ":::contact 〈⟦𠮷⟧本件", "N0901"),
    (OWN, "FAX {{ contact.fax }}", "FAX⟦𠮷⟧ {{ contact.fax }}", "N0901"),
    (OWN, "| ^ | 予定日 |", "| ^ | 予⟦𠮷⟧定日 |", "N0901"),
    (
        OWN,
        "{{ w.current.date }}<br>{{ w.current.clock }} | {% if w.services %}主に{{ w.services | join(sep=\"、\") }}",
        "{{ w.current.date }}<br>{{ w.current.clock }} | {% if w.services %}主に{{ w.services | join(sep=\"⟦𠮷⟧\") }}",
        "N0901",
    ),
    (
        OWN,
        "同報FAX等でご連絡{% else %}",
        "同報FAX等で⟦𠮷⟧ご連絡{% else %}",
        "N0901",
    ),
    (
        OWN,
        "{% set job = work or \"メンテナンス\" -%}",
        "{% set job = \"⟦𠮷⟧更改\" -%}",
        "N0901",
    ),
    (OWN, "今般、", "今般、{{ title }}{{ \"⟦𠮷⟧\" }}", "N0901"),
    (OWN, "ホームページ\" }}上", "ホームページ\" }}⟦𠮷⟧上", "N0901"),
    (OWN, ":::appendix (別紙{{ loop", ":::appendix (別⟦𠮷⟧紙{{ loop", "N0901"),
    (
        OWN,
        ":::line [{{ w.current.range }}]",
        ":::line [{{ w.current.range }}⟦𠮷⟧]",
        "N0901",
    ),
    (
        "templates/part/label.md",
        "{%- elif key == \"request\" %}お願い",
        "{%- elif key == \"request\" %}お⟦𠮷⟧願い",
        "N0901",
    ),
    (
        FAX,
        ":::field {{ labels.reason }} |",
        ":::field {{ labels.reason }}⟦𠮷⟧ |",
        "N0901",
    ),
    (FAX_HEAD, ":::pages {n}/{N}(本紙", ":::pages {n}/{N}(⟦𠮷⟧本紙", "N0901"),
    (FAX_HEAD, ":::banner 同報FAX", ":::banner 同報⟦𠮷⟧FAX", "N0901"),
    (
        FAX,
        "{{ what }}{{ done }}のご連絡",
        "{{ what }}{{ done }}⟦𠮷⟧のご連絡",
        "N0901",
    ),
    (FAX_LEAD, "を開始いたしました。", "を開始⟦𠮷⟧いたしました。", "N0901"),
    (
        IMPACT,
        "{{ i.times }}{% if noun %}の",
        "{{ i.times }}{% if noun %}⟦𠮷⟧の",
        "N0901",
    ),
    (IMPACT, "\"通信の一時的な切断(", "\"通信の⟦𠮷⟧一時的な切断(", "N0901"),
    // An invisible character.
    (
        OWN,
        "ご愛顧いただきますよう",
        "ご愛顧⟦\u{200E}⟧いただきますよう",
        "N0502",
    ),
    // A name that is not known.
    (OWN, "平素は{{ service }}", "平素は{{ ⟦zz⟧ }}", "N0802"),
    (
        OWN,
        "{{ w.number }} | {% if w.stage == \"cancelled\" %}【中止】{% elif w.stage == \"postponed\" %}【延期】{% elif w.reserve_in_use %}【予備日】{% endif %}{{ w.current.date }} | {{ w.current.clock }}",
        "{{ w.number }} | {{ w.current.date }} | {% if work == \"x\" and title != \"y\" %}{% endif %}{{ w.⟦zz⟧ }}",
        "N0802",
    ),
    (OWN, "{{ section.body }}", "{{ section.⟦zz⟧ }}", "N0802"),
    (FAX_HEAD, "{{ e.at.date }}", "{{ e.⟦zz⟧.date }}", "N0802"),
    (IMPACT, "{{ i.text }}{% endif", "{{ ⟦zz⟧ }}{% endif", "N0802"),
    (STATUS, "<h1>{{ title }}", "<h1>{{ ⟦zz⟧ }}", "N0802"),
    (STATUS, "{{ m.number }}月", "{{ m.number }}月{{ ⟦zz⟧ }}", "N0802"),
    (EVENT, "{{ d.label }})</dt>", "{{ ⟦zz⟧ }})</dt>", "N0802"),
    (EVENT, "{{ x.text }}", "{{ ⟦zz⟧ }}", "N0802"),
    (CONTACT, "{{ c.desk }}", "{{ ⟦zz⟧ }}", "N0802"),
    (FRAME, "{{ subject }}", "{{ ⟦zz⟧ }}", "N0802"),
    // What the notation refuses.
    (OWN, ":::closing 敬具", "⟦:::closign 敬具⟧", "N0803"),
    (OWN, ":::closing 敬具", "⟦:::closign {{ title }}⟧", "N0803"),
    (
        OWN,
        "## 作業中に",
        "⟦##作業中に万が一不具合が発生した場合の対応について⟧\n\n## 作業中に",
        "N0802",
    ),
    (OWN, ":::apart\n\n{# ── 別紙", "⟦:::apart 此処⟧\n\n{# ── 別紙", "N0803"),
    (
        OWN,
        ":::grid centre start start start\n",
        "⟦:::grid centre sart start start⟧\n",
        "N0803",
    ),
    (OWN, ":::record 記", "⟦:::numbering 第1 (あ)⟧\n:::record 記", "N0803"),
    (OWN, ":::record 記", "⟦# 例の作業の件⟧\n\n:::record 記", "N0803"),
    (OWN, ":::record 記", "⟦:::title {{ title }}⟧\n\n:::record 記", "N0803"),
    (OWN, "以上", "以上https://example.jp/a⟦あ⟧", "N0803"),
    (OWN, ":::table {{ w.table }}", "⟦:::table 無い{{ w.table }}⟧", "N0803"),
    (OWN, "今般、", "今般⟦[^無い]⟧、", "N0803"),
    (
        FAX_HEAD,
        ":::continued {{ continued or \"(次頁へ続く)\" }}",
        "⟦:::continued **次**⟧",
        "N0803",
    ),
    (FAX_HEAD, ":::field 文書番号 |", "⟦:::field 文書番号⟧", "N0803"),
];

#[test]
fn a_fault_in_a_template_is_told_at_its_line_and_column() {
    let mut wrong = String::new();
    for (file, old, new, code) in CASES {
        let mut house = House::base();
        if !house.holds_once(file, old) {
            wrong += &format!("{file}: {old:?} does not stand there once\n");
            continue;
        }
        house.edit(file, old, new);
        let place = house.take_markers().pop();
        let told = told(&house, &[]);
        let right = told.len() == 1
            && told.iter().all(|(told, at)| {
                let (Some((path, start, end)), Some((file, from, to))) = (at, &place) else {
                    return false;
                };
                told == code && path == file && start == from && (*code == "N0803" || end == to)
            });
        if !right {
            wrong += &format!("{file}: {new}\n  expected {code} {}\n", shown(&house, &place));
            told.iter()
                .for_each(|(code, at)| wrong += &format!("  told {code} {}\n", shown(&house, at)));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
