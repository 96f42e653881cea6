use crate::prove::{Language, digest, essence};

#[test]
fn comments_and_layout_leave_no_trace_in_rust() {
    let text =
        "/// A doc.\nfn f<'a>(x: &'a str) -> char { // why\n    /* a /* nested */ one */ let quote = '\"'; '\\''  }\n";
    assert_eq!(essence(text, Language::Rust), "fn f<'a>(x:&'a str)->char{let quote='\"';'\\''}");
}

#[test]
fn strings_stay_as_they_are() {
    let text = "f(\"a  // b\", r#\"c \" /* d\"#, \"e \\\" f\") // g";
    assert_eq!(essence(text, Language::Rust), "f(\"a  // b\",r#\"c \" /* d\"#,\"e \\\" f\")");
}

#[test]
fn comments_of_coq_nest_and_its_strings_stay() {
    let text = "Lemma x' : (* a (* b *) c *) y   x .\nDefinition s := \"(* no *) \" .";
    assert_eq!(essence(text, Language::Coq), "Lemma x':y x.Definition s:=\"(* no *) \".");
}

#[test]
fn a_changed_constant_changes_the_essence_and_the_digest() {
    let [one, other] = ["rate * 101 / 100", "rate*101/10 // 0"].map(|text| essence(text, Language::Rust));
    assert_ne!(one, other);
    assert_ne!(digest([("a", one.as_str())]), digest([("a", other.as_str())]));
}

#[test]
fn a_digest_keeps_names_and_texts_apart() {
    assert_eq!(digest([("", "abc")]).len(), 64);
    assert_ne!(digest([("a", "bc")]), digest([("ab", "c")]));
    assert_ne!(digest([("a", "b"), ("c", "d")]), digest([("a", "bc"), ("", "d")]));
}

#[test]
fn unclosed_texts_end_with_the_file() {
    for text in ["\"a", "/* a", "r#\"a\"", "'", "'\\", "(* a", "r#"] {
        essence(text, Language::Rust);
        essence(text, Language::Coq);
    }
}
