//! The page of a conjecture that is made from a claim.

/// The section that speaks of files which a conjecture does not have.
const CHECKED: &str = "## Machine-checked proof";

const PROOF: &str = "## Proof";

/// The page of claim `id` in `folder` of `theorems/` as that of a conjecture with
/// the given files: nothing is proved of it, and links lead where files are.
pub(super) fn page(name: &str, id: &str, original: &str, folder: &str, files: &[String]) -> String {
    let mut text = format!(
        "# {name}\n\nStatus: open. A conjecture, made from {id}; what follows is {id}'s page, to be rewritten.\n"
    );
    let mut is_left_out = false;
    for line in original.lines().skip(1) {
        if line.starts_with("## ") {
            is_left_out = line.trim_end() == CHECKED;
        }
        if is_left_out {
            continue;
        }
        if line.trim_end() == PROOF {
            text.push_str(&format!("{PROOF} of {id}\nNothing is proved of {name}. What follows proves {id}.\n\n"));
        } else {
            text.push_str(&linked(line, folder, files));
            text.push('\n');
        }
    }
    text
}

/// A line whose links to other files lead there from the folder of a conjecture,
/// which is one level deeper.
fn linked(line: &str, folder: &str, files: &[String]) -> String {
    let mut parts = line.split("](");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let target = part.split([')', '#']).next().unwrap_or_default();
        let is_elsewhere = target.is_empty() || target.contains("://") || files.iter().any(|file| file == target);
        let way = match target.strip_prefix("../") {
            _ if is_elsewhere => String::new(),
            Some(_) => "../".to_owned(),
            None => format!("../../{folder}/"),
        };
        text.push_str(&format!("]({way}{part}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_made_from_a_claim_claims_no_proof_and_has_no_dead_links() {
        let original = "# M1 Rate\n\n## Statement\nSee [naive](naive.rs), [L1](../l1_x/README.md), \
                        [cases](cases/a.json).\n\n## Proof\nBy [this](https://a.b/c).\n\n\
                        ## Machine-checked proof\n[proof.v](proof.v)\n\n## Source\nOurs.\n";
        let made = page("faster", "M1", original, "m1_rate", &["naive.rs".to_owned()]);
        assert!(made.starts_with("# faster\n\nStatus: open."), "{made}");
        assert!(
            made.contains("[naive](naive.rs), [L1](../../l1_x/README.md), [cases](../../m1_rate/cases/a.json)."),
            "{made}"
        );
        assert!(
            made.contains("## Proof of M1\nNothing is proved of faster.") && made.contains("(https://a.b/c)"),
            "{made}"
        );
        assert!(!made.contains("proof.v") && made.ends_with("## Source\nOurs.\n"), "{made}");
    }
}
