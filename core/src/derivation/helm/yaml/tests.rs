//! Tests of YAML and JSON with what was seen from Go, and of the origins of their bytes.

use super::*;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Number, Value};
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Limits, Origin, Tree};

/// JSON, and what `toYaml` and `toYamlPretty` make of it.
const SEEN: &[(&str, &str, &str)] = &[
    ("\"\"", "\"\"", "\"\""),
    ("\"~\"", "\"~\"", "\"~\""),
    ("\"yes\"", "\"yes\"", "\"yes\""),
    ("\"1\"", "\"1\"", "\"1\""),
    ("\"1.5\"", "\"1.5\"", "\"1.5\""),
    ("\"1_000\"", "\"1_000\"", "\"1_000\""),
    ("\"0x1F\"", "\"0x1F\"", "\"0x1F\""),
    ("\"12:30:45\"", "\"12:30:45\"", "\"12:30:45\""),
    ("\"2001-2-3\"", "\"2001-2-3\"", "\"2001-2-3\""),
    ("\"2001-02-30\"", "2001-02-30", "2001-02-30"),
    ("\"2001-12-14 21:59:43.10\"", "\"2001-12-14 21:59:43.10\"", "\"2001-12-14 21:59:43.10\""),
    ("\"\\u003c\\u003c\"", "<<", "<<"),
    ("\".nan\"", "\".nan\"", "\".nan\""),
    ("\"a #b\"", "'a #b'", "'a #b'"),
    ("\"a: b\"", "'a: b'", "'a: b'"),
    ("\"- a\"", "'- a'", "'- a'"),
    ("\"[a\"", "'[a'", "'[a'"),
    ("\"a'b\"", "a'b", "a'b"),
    ("\"a\\\"b\"", "a\"b", "a\"b"),
    ("\" a\"", "' a'", "' a'"),
    ("\"a \"", "'a '", "'a '"),
    ("\"a\\tb\"", "\"a\\tb\"", "\"a\\tb\""),
    ("\"a\\n\"", "|\n  a", "|\n  a"),
    ("\"a\\nb\"", "|-\n  a\n  b", "|-\n  a\n  b"),
    ("\"a\\nb\\n\"", "|\n  a\n  b", "|\n  a\n  b"),
    ("\"a\\n\\n\"", "|+\n  a\n", "|+\n  a\n"),
    ("\"\\na\"", "|2-\n\n  a", "|2-\n\n  a"),
    ("\" a\\nb\"", "|2-\n   a\n  b", "|2-\n   a\n  b"),
    ("\"a \\nb\"", "\"a \\nb\"", "\"a \\nb\""),
    ("\"a\\nb \"", "\"a\\nb \"", "\"a\\nb \""),
    ("\"a\\n\\tb\"", "\"a\\n\\tb\"", "|-\n  a\n  \tb"),
    ("\"a\\u2028b\"", "'a\u{2028}  b'", "'a\u{2028}  b'"),
    ("\"a\\u2028 b\"", "\"a\\L b\"", "\"a\\L b\""),
    ("\"\u{7f}\"", "", "\"\\x7F\""),
    ("\"\u{feff}a\"", "\"\\uFEFF\\x61\"", "\"\\uFEFF\\x61\""),
    ("\"a\u{85}b\"", "a b", "\"a\\Nb\""),
    ("\"-0\"", "\"-0\"", "\"-0\""),
    ("\"100m\"", "100m", "100m"),
    ("\"2001-12-14T21:59:43,10Z\"", "\"2001-12-14T21:59:43,10Z\"", "\"2001-12-14T21:59:43,10Z\""),
    ("\"|\"", "'|'", "'|'"),
    ("\"---\"", "'---'", "'---'"),
    ("\"😀\"", "\"\\U0001F600\"", "\"\\U0001F600\""),
    (
        "{\"a_b\":{\"app\":{\"2024-01-02|0oa\":\"\\u0001\\t!😀1\u{200b}...\",\"a4b\":\"app\",\"key\":{\"1a\":-2.4752757299114456e-232}},\"b24_\":{}}}",
        "a_b:\n  app:\n    2024-01-02|0oa: \"\\x01\\t!\\U0001F6001\u{200b}...\"\n    a4b: app\n    key:\n      1a: -2.4752757299114456e-232\n  b24_: {}",
        "a_b:\n  app:\n    2024-01-02|0oa: \"\\x01\\t!\\U0001F6001\u{200b}...\"\n    a4b: app\n    key:\n      1a: -2.4752757299114456e-232\n  b24_: {}",
    ),
    (
        "[\"key\",[\"key\"],[1.0205079165184534e-140,[\"a it's it's longer-word a longer-word-é longer-word  x: y-#\",\"12:30\\t# ]\"]]]",
        "- key\n- - key\n- - 1.0205079165184534e-140\n  - - 'a it''s it''s longer-word a longer-word-é longer-word  x: y-#'\n    - \"12:30\\t# ]\"",
        "- key\n- - key\n- - 1.0205079165184534e-140\n  - - 'a it''s it''s longer-word a longer-word-é longer-word  x: y-#'\n    - \"12:30\\t# ]\"",
    ),
    (
        "{\"a14-\":\"+1\",\"a18_\":true,\"app\":{\":null,\\u2028#ßb\":[692074601312666400000,\"12:30:45\",0.826559920207388],\"c6-\":\"-1\"},\"b28_\":{\"b501\":\"~[\"}}",
        "a14-: \"+1\"\na18_: true\napp:\n  ? ':null,\u{2028}    #ßb'\n  : - 6.920746013126664e+20\n    - \"12:30:45\"\n    - 0.826559920207388\n  c6-: \"-1\"\nb28_:\n  b501: ~[",
        "a14-: \"+1\"\na18_: true\napp:\n  ? ':null,\u{2028}    #ßb'\n  : - 6.920746013126664e+20\n    - \"12:30:45\"\n    - 0.826559920207388\n  c6-: \"-1\"\nb28_:\n  b501: ~[",
    ),
    (
        "[{\"\\n\\u00010oe\":{},\"112trueanother longer word%` \":{},\"x10\":-0.86530446185016},\" ![中文ae\",false]",
        "- ? \"\\n\\x010oe\"\n  : {}\n  '112trueanother longer word%` ': {}\n  x10: -0.86530446185016\n- ' ![中文ae'\n- false",
        "- ? \"\\n\\x010oe\"\n  : {}\n  '112trueanother longer word%` ': {}\n  x10: -0.86530446185016\n- ' ![中文ae'\n- false",
    ),
    (
        "{\"1a\":null,\"9\":{\"a20_\":\"a\\u2028\",\"a2801\":\",*=\"},\"A\":true,\"x1\":\"\\r\\u003c中文=[\"}",
        "1a: null\n\"9\":\n  a20_: 'a\u{2028}'\n  a2801: ',*='\nA: true\nx1: \"\\r<中文=[\"",
        "1a: null\n\"9\":\n  a20_: 'a\u{2028}'\n  a2801: ',*='\nA: true\nx1: \"\\r<中文=[\"",
    ),
    (
        "{\"2024-01-02\\\"\":\"\\u003cΩ2024-01-02\\u0026true~中文~\",\"_\":[-29,[\"!\\u2028 Ω:é\"],false],\"c0_\":\"key\"}",
        "_:\n- -29\n- - \"!\\L Ω:é\"\n- false\n2024-01-02\": <Ω2024-01-02&true~中文~\nc0_: key",
        "_:\n  - -29\n  - - \"!\\L Ω:é\"\n  - false\n2024-01-02\": <Ω2024-01-02&true~中文~\nc0_: key",
    ),
    (
        "{\"a.b/c\":{\"Null\":{},\"a5\":{\"c17\":{},\"c26b\":1.0311970225241889}}}",
        "a.b/c:\n  \"Null\": {}\n  a5:\n    c17: {}\n    c26b: 1.0311970225241889",
        "a.b/c:\n  \"Null\": {}\n  a5:\n    c17: {}\n    c26b: 1.0311970225241889",
    ),
    (
        "{\"a7\":[\"{\u{a0}\\n\",\"é\\u0026  ,\\\"Z]1\",false],\"b2901\":\"A\",\"x10\":null}",
        "a7:\n- |\n  {\u{a0}\n- é&  ,\"Z]1\n- false\nb2901: A\nx10: null",
        "a7:\n  - |\n    {\u{a0}\n  - é&  ,\"Z]1\n  - false\nb2901: A\nx10: null",
    ),
    (
        "{\"A\":{},\"_\":{\"x10\":\"x10\"},\"c15-\":\"longer-word\\tword it's\\tit's #\\nlonger-word\\tword it's\\tit's #  \",\"x10\":true}",
        "_:\n  x10: x10\nA: {}\nc15-: \"longer-word\\tword it's\\tit's #\\nlonger-word\\tword it's\\tit's #  \"\nx10: true",
        "_:\n  x10: x10\nA: {}\nc15-: \"longer-word\\tword it's\\tit's #\\nlonger-word\\tword it's\\tit's #  \"\nx10: true",
    ),
    (
        "[\" 😀中文null\",{\"10\":-5.3716941245264584e-45,\"a\\u2028 b\":{\"a13b\":[\"é  longer-word\"],\"x10\":\"2001-1-1T1:1:1Z\"},\"x2\":\"x2\"},true]",
        "- \" \\U0001F600中文null\"\n- \"10\": -5.3716941245264584e-45\n  ? \"a\\L b\"\n  : a13b:\n    - é  longer-word\n    x10: \"2001-1-1T1:1:1Z\"\n  x2: x2\n- true",
        "- \" \\U0001F600中文null\"\n- \"10\": -5.3716941245264584e-45\n  ? \"a\\L b\"\n  : a13b:\n      - é  longer-word\n    x10: \"2001-1-1T1:1:1Z\"\n  x2: x2\n- true",
    ),
    (
        "[[\"...another longer wordT10:00:00Z12\",[\"08\",\"a}\",\"\u{200b}---`\\\\   \"],\"A\"],false,{\"A\":[],\"c22-\":true,\"x1\":null}]",
        "- - '...another longer wordT10:00:00Z12'\n  - - \"08\"\n    - a}\n    - '\u{200b}---`\\   '\n  - A\n- false\n- A: []\n  c22-: true\n  x1: null",
        "- - '...another longer wordT10:00:00Z12'\n  - - \"08\"\n    - a}\n    - '\u{200b}---`\\   '\n  - A\n- false\n- A: []\n  c22-: true\n  x1: null",
    ),
    (
        "{\":\":null,\"a2024-01-02...T10:00:00Z_*\":[\"é longer-word longer-word # a-\\\"q\\\" #-é #\",\"%: *0*{~中文\",\"-2E+05\"]}",
        "':': null\na2024-01-02...T10:00:00Z_*:\n- 'é longer-word longer-word # a-\"q\" #-é #'\n- '%: *0*{~中文'\n- \"-2E+05\"",
        "':': null\na2024-01-02...T10:00:00Z_*:\n  - 'é longer-word longer-word # a-\"q\" #-é #'\n  - '%: *0*{~中文'\n  - \"-2E+05\"",
    ),
    (
        "[{\"-_+\":[{\"c20\":\"\u{a0}12:302024-01-02  Ω+\\u003e12\"}],\"a.b/c\":\" 0é\\\\%\u{200b}\",\"b1801\":\"1\",\"b9\":\"x1\"}]",
        "- -_+:\n  - c20: \u{a0}12:302024-01-02  Ω+>12\n  a.b/c: ' 0é\\%\u{200b}'\n  b9: x1\n  b1801: \"1\"",
        "- -_+:\n    - c20: \u{a0}12:302024-01-02  Ω+>12\n  a.b/c: ' 0é\\%\u{200b}'\n  b9: x1\n  b1801: \"1\"",
    ),
    (
        "{\"c16\":\"A\",\"x1\":{\"app\":\"é0- no0x\",\"x2\":{\" ---\":\"app\",\"\u{200b}0b+\":true}}}",
        "c16: A\nx1:\n  app: é0- no0x\n  x2:\n    ' ---': app\n    \u{200b}0b+: true",
        "c16: A\nx1:\n  app: é0- no0x\n  x2:\n    ' ---': app\n    \u{200b}0b+: true",
    ),
    (
        "{\"\\\"q\\\"\\té\\tx: y\\tlonger-word \\\"q\\\"\\té x: y longer-word-word longer-word  longer-word-\":false,\"key\":\"it's-it's  #-é  #\\t\\\"q\\\" word  x: y-é\\té  #  a\\ta\\té x: y x: y-a\\tlonger-word x: y-\\\"q\\\" é é # a it's  é\\nit's-it's  #-é  #\\t\\\"q\\\" word  x: y-é\\té  #  a\\ta\\té x: y x: y-a\\tlonger-word x: y-\\\"q\\\" é é # a it's  é  \"}",
        "\"\\\"q\\\"\\té\\tx: y\\tlonger-word \\\"q\\\"\\té x: y longer-word-word longer-word  longer-word-\": false\nkey: \"it's-it's  #-é  #\\t\\\"q\\\" word  x: y-é\\té  #  a\\ta\\té x: y x: y-a\\tlonger-word\n  x: y-\\\"q\\\" é é # a it's  é\\nit's-it's  #-é  #\\t\\\"q\\\" word  x: y-é\\té  #  a\\ta\\té\n  x: y x: y-a\\tlonger-word x: y-\\\"q\\\" é é # a it's  é  \"",
        "\"\\\"q\\\"\\té\\tx: y\\tlonger-word \\\"q\\\"\\té x: y longer-word-word longer-word  longer-word-\": false\nkey: \"it's-it's  #-é  #\\t\\\"q\\\" word  x: y-é\\té  #  a\\ta\\té x: y x: y-a\\tlonger-word x: y-\\\"q\\\" é é # a it's  é\\nit's-it's  #-é  #\\t\\\"q\\\" word  x: y-é\\té  #  a\\ta\\té x: y x: y-a\\tlonger-word x: y-\\\"q\\\" é é # a it's  é  \"",
    ),
    (
        "{\"%!\\n0x\\u0001\":null,\"0x\\u003c😀.\":[{\"\\\"q\\\" \\\"q\\\"  a  a x: y-it's x: y x: y-it's \\\"q\\\"-longer-word \\\"q\\\"\\tlonger-word  longer-word é\\t\\\"q\\\" x: y-word \\\"q\\\"\\té it's \\\"q\\\"\\ta é  longer-word word-\":\"A\",\"it's x: y  a  it's longer-word it's  a-it's\\ta-longer-word  word x: y x: y it's-x: y\":null},-4.3427228358381294e-11,3.3935864036631442e-43],\": a]+- \":false}",
        "? \"%!\\n0x\\x01\"\n: null\n': a]+- ': false\n\"0x<\\U0001F600.\":\n- ? \"\\\"q\\\" \\\"q\\\"  a  a x: y-it's x: y x: y-it's \\\"q\\\"-longer-word \\\"q\\\"\\tlonger-word\n    \\ longer-word é\\t\\\"q\\\" x: y-word \\\"q\\\"\\té it's \\\"q\\\"\\ta é  longer-word word-\"\n  : A\n  \"it's x: y  a  it's longer-word it's  a-it's\\ta-longer-word  word x: y x: y it's-x: y\": null\n- -4.3427228358381294e-11\n- 3.3935864036631442e-43",
        "? \"%!\\n0x\\x01\"\n: null\n': a]+- ': false\n\"0x<\\U0001F600.\":\n  - ? \"\\\"q\\\" \\\"q\\\"  a  a x: y-it's x: y x: y-it's \\\"q\\\"-longer-word \\\"q\\\"\\tlonger-word  longer-word é\\t\\\"q\\\" x: y-word \\\"q\\\"\\té it's \\\"q\\\"\\ta é  longer-word word-\"\n    : A\n    \"it's x: y  a  it's longer-word it's  a-it's\\ta-longer-word  word x: y x: y it's-x: y\": null\n  - -4.3427228358381294e-11\n  - 3.3935864036631442e-43",
    ),
    (
        "{\"10\":{\"1a\":\"it's #\\tit's x: y a é it's  a longer-word\\nit's #\\tit's x: y a é it's  a longer-word \",\"a20b\":\"---~0😀\"},\"a \\\"q\\\"-x: y\\tlonger-word it's é\\t#-\\\"q\\\"  \\\"q\\\" x: y  é it's  it's  x: y\\tword\\t# x: y\\t\\\"q\\\" longer-word a  x: y\":{\"0]\u{a0}😀e@-\":null,\"a7_\":\"\\\"q\\\" longer-word  longer-word longer-word é é-longer-word\\tword #\\té é\\ta # it's  it's  é\\tword\\tit's word \\\"q\\\"\",\"key\":false,\"x2\":{}}}",
        "\"10\":\n  1a: \"it's #\\tit's x: y a é it's  a longer-word\\nit's #\\tit's x: y a é it's  a longer-word \"\n  a20b: \"---~0\\U0001F600\"\n\"a \\\"q\\\"-x: y\\tlonger-word it's é\\t#-\\\"q\\\"  \\\"q\\\" x: y  é it's  it's  x: y\\tword\\t# x: y\\t\\\"q\\\" longer-word a  x: y\":\n  \"0]\u{a0}\\U0001F600e@-\": null\n  a7_: \"\\\"q\\\" longer-word  longer-word longer-word é é-longer-word\\tword #\\té é\\ta\n    # it's  it's  é\\tword\\tit's word \\\"q\\\"\"\n  key: false\n  x2: {}",
        "\"10\":\n  1a: \"it's #\\tit's x: y a é it's  a longer-word\\nit's #\\tit's x: y a é it's  a longer-word \"\n  a20b: \"---~0\\U0001F600\"\n\"a \\\"q\\\"-x: y\\tlonger-word it's é\\t#-\\\"q\\\"  \\\"q\\\" x: y  é it's  it's  x: y\\tword\\t# x: y\\t\\\"q\\\" longer-word a  x: y\":\n  \"0]\u{a0}\\U0001F600e@-\": null\n  a7_: \"\\\"q\\\" longer-word  longer-word longer-word é é-longer-word\\tword #\\té é\\ta # it's  it's  é\\tword\\tit's word \\\"q\\\"\"\n  key: false\n  x2: {}",
    ),
    (
        "{\"A\":\"é \\\"q\\\" word \\\"q\\\"-a a it's\\tx: y longer-word longer-word é word # \\\"q\\\"  é-word \\\"q\\\" a longer-word longer-word word  \\\"q\\\"-\\né \\\"q\\\" word \\\"q\\\"-a a it's\\tx: y longer-word longer-word é word # \\\"q\\\"  é-word \\\"q\\\" a longer-word longer-word word  \\\"q\\\"-\",\"key\":\"Z+---\"}",
        "A: \"é \\\"q\\\" word \\\"q\\\"-a a it's\\tx: y longer-word longer-word é word # \\\"q\\\"  é-word\n  \\\"q\\\" a longer-word longer-word word  \\\"q\\\"-\\né \\\"q\\\" word \\\"q\\\"-a a it's\\tx: y\n  longer-word longer-word é word # \\\"q\\\"  é-word \\\"q\\\" a longer-word longer-word word\n  \\ \\\"q\\\"-\"\nkey: Z+---",
        "A: |-\n  é \"q\" word \"q\"-a a it's\tx: y longer-word longer-word é word # \"q\"  é-word \"q\" a longer-word longer-word word  \"q\"-\n  é \"q\" word \"q\"-a a it's\tx: y longer-word longer-word é word # \"q\"  é-word \"q\" a longer-word longer-word word  \"q\"-\nkey: Z+---",
    ),
    (
        "{\"0ßé1trueéZ:\":5,\"A\":\"é x: y-\\\"q\\\" é\\tword longer-word-x: y-longer-word-word  é\\tword\\t# longer-word x: y é-#\\t\\\"q\\\"-a-\\\"q\\\"\\t# a\\t\\\"q\\\"  x: y word\\tx: y\\tx: y\\tlonger-word # word a # a \\\"q\\\"  é\\tword\\tx: y  longer-word word word-word\",\"a1601\":-0.15585032794140452}",
        "'0ßé1trueéZ:': 5\nA: \"é x: y-\\\"q\\\" é\\tword longer-word-x: y-longer-word-word  é\\tword\\t# longer-word\n  x: y é-#\\t\\\"q\\\"-a-\\\"q\\\"\\t# a\\t\\\"q\\\"  x: y word\\tx: y\\tx: y\\tlonger-word # word a\n  # a \\\"q\\\"  é\\tword\\tx: y  longer-word word word-word\"\na1601: -0.15585032794140452",
        "'0ßé1trueéZ:': 5\nA: \"é x: y-\\\"q\\\" é\\tword longer-word-x: y-longer-word-word  é\\tword\\t# longer-word x: y é-#\\t\\\"q\\\"-a-\\\"q\\\"\\t# a\\t\\\"q\\\"  x: y word\\tx: y\\tx: y\\tlonger-word # word a # a \\\"q\\\"  é\\tword\\tx: y  longer-word word word-word\"\na1601: -0.15585032794140452",
    ),
    (
        "{\"_\":\"x: y é word # x: y it's it's  # x: y a-word  it's-a # \\\"q\\\"  word-#\\t\\\"q\\\"  a é\\té x: y  word-\\\"q\\\" word é word a a-# #\\nx: y é word # x: y it's it's  # x: y a-word  it's-a # \\\"q\\\"  word-#\\t\\\"q\\\"  a é\\té x: y  word-\\\"q\\\" word é word a a-# # \",\"a-b\":\"a,b\",\"c10_\":\"a\\\"b\"}",
        "_: \"x: y é word # x: y it's it's  # x: y a-word  it's-a # \\\"q\\\"  word-#\\t\\\"q\\\"  a\n  é\\té x: y  word-\\\"q\\\" word é word a a-# #\\nx: y é word # x: y it's it's  # x: y\n  a-word  it's-a # \\\"q\\\"  word-#\\t\\\"q\\\"  a é\\té x: y  word-\\\"q\\\" word é word a a-#\n  # \"\na-b: a,b\nc10_: a\"b",
        "_: \"x: y é word # x: y it's it's  # x: y a-word  it's-a # \\\"q\\\"  word-#\\t\\\"q\\\"  a é\\té x: y  word-\\\"q\\\" word é word a a-# #\\nx: y é word # x: y it's it's  # x: y a-word  it's-a # \\\"q\\\"  word-#\\t\\\"q\\\"  a é\\té x: y  word-\\\"q\\\" word é word a a-# # \"\na-b: a,b\nc10_: a\"b",
    ),
    (
        "{\"a12-\":\"?\",\"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\":null,\"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\":true}",
        "a12-: '?'\nkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: null\n? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: true",
        "a12-: '?'\nkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: null\n? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: true",
    ),
    (
        "{\"b28\":\"\u{a0}\\ré- ]Z\",\"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\":\"x2\",\"no{nulléT10:00:00Z12\":\"| #中文- 0x\"}",
        "b28: \"\u{a0}\\ré- ]Z\"\n? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: x2\nno{nulléT10:00:00Z12: '| #中文- 0x'",
        "b28: \"\u{a0}\\ré- ]Z\"\n? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: x2\nno{nulléT10:00:00Z12: '| #中文- 0x'",
    ),
];

#[test]
fn yaml_is_that_of_helm() {
    for (json, yaml, pretty) in SEEN {
        let value = from_json(&Text::new(*json, Trace::default())).expect(json);
        assert_eq!(to_yaml(&value).expect(json).as_str(), *yaml, "{json}");
        assert_eq!(to_yaml_pretty(&value).expect(json).as_str(), *pretty, "{json}");
        let written = to_json(&value, Notation::Compact).expect(json);
        assert_eq!(written.as_str(), *json);
    }
}

#[test]
fn numbers_are_those_of_go() {
    let cases = [
        (1e20, "1e+20", "100000000000000000000"),
        (1e21, "1e+21", "1e+21"),
        (1_234_567.5, "1.2345675e+06", "1234567.5"),
        (9_007_199_254_740_993.0, "9007199254740992", "9007199254740992"),
        (1e-7, "1e-07", "1e-7"),
        (-0.0, "0", "-0"),
    ];
    for (number, yaml, json) in cases {
        let value = Value::Number(Number::Float(number), Trace::default());
        assert_eq!(to_yaml(&value).expect(yaml).as_str(), yaml);
        assert_eq!(to_json(&value, Notation::Compact).expect(json).as_str(), json);
    }
    let value = Value::Number(Number::Float(f64::NAN), Trace::default());
    assert_eq!(to_yaml(&value).expect("empty").as_str(), "");
}

const VALUES: &str = "\
image:
  name: nginx
  tag: \"1.25\"
lines: |
  first: line
  second
folded: 'it''s quoted'
ports: [80, 443]
empty: {}
flag: yes
";

fn tree() -> Tree {
    let source = Source::new("values.yaml", VALUES);
    syntax::parse(source, Format::YAML, Origin::Text, Limits::default()).0
}

/// The parts of a text that are copies, as they are written in the values.
fn copies(text: &Text, tree: &Tree) -> Vec<(String, String)> {
    let mut copies = Vec::new();
    for (run, trace) in text.pieces() {
        if trace.made == Made::Copied && !trace.from.range().is_empty() {
            let written = tree.node(trace.from.node).text().get(trace.from.range());
            let here = text.as_str().get(run).unwrap_or_default();
            copies.push((here.to_owned(), written.unwrap_or_default().to_owned()));
        }
    }
    copies
}

#[test]
fn scalars_keep_their_origin_through_yaml_and_back() {
    let tree = tree();
    let (_, root) = tree.documents().next().expect("a document");
    let mut value = values_of(root, 7).expect("values");
    for _ in 0..3 {
        let text = to_yaml(&value).expect("YAML");
        let copies = copies(&text, &tree);
        let has = |here: &str, written: &str| {
            copies.iter().any(|(text, from)| text == here && from == written)
        };
        for word in ["image", "name", "nginx", "tag", "1.25", "80", "443", "first: line\n", "ports"]
        {
            assert!(has(word, word), "{word} in {copies:?}");
        }
        assert!(has("true", "yes"), "{copies:?}");
        assert!(has("it's quoted", "it's quoted"), "{copies:?}");
        assert!(text.pieces().all(|(_, trace)| trace.reads.all().len() <= 32));
        value = from_yaml(&text).expect("values");
    }
}

#[test]
fn structure_is_of_its_collection() {
    let tree = tree();
    let (_, root) = tree.documents().next().expect("a document");
    let text = to_yaml(&values_of(root, 7).expect("values")).expect("YAML");
    let at = text.as_str().find("empty: {}").expect("the map") + 7;
    let (_, trace) = text.pieces().find(|(run, _)| run.contains(&at)).expect("a piece");
    assert_eq!(tree.pointer(trace.from.node), "/empty");
    let at = text.as_str().find("- 443").expect("the list");
    let (_, trace) = text.pieces().find(|(run, _)| run.contains(&at)).expect("a piece");
    assert_eq!(tree.pointer(trace.from.node), "/ports");
}

#[test]
fn what_contains_itself_is_an_error() {
    let Ok(Value::Map(map)) = from_yaml(&Text::new("a: 1", Trace::default())) else { return };
    map.set("a", Trace::default(), Value::Map(map.clone()));
    assert!(to_yaml(&Value::Map(map.clone())).is_err());
    assert!(to_json(&Value::Map(map), Notation::Compact).is_err());
}
