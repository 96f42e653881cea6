//! Files that are too large, not text, not files; arbitrary bytes; writing and
//! reading back.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use spma::family;
use spma::mdp::{Mdp, RowSums};
use spma::model_io::{self, InitialSource, ModelReadError, ReadOptions};
use spma::scalar::Rational;

fn options(row_sums: RowSums) -> ReadOptions {
    ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums }
}

fn refusal(path: &Path) -> String {
    let began = Instant::now();
    let error = model_io::read(path, &options(RowSums::Exact)).expect_err("a refused file");
    assert!(began.elapsed() < Duration::from_secs(5), "refused only after {:?}", began.elapsed());
    let message = error.to_string();
    message.replace(&path.display().to_string(), "FILE")
}

#[test]
fn a_line_of_ten_megabytes_is_refused_at_once_with_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let expected =
        |line| format!("FILE, line {line}: the line is longer than 1000000 bytes; write one transition a line");
    for ending in ["csv", "drn"] {
        let path = folder.path().join(format!("long.{ending}"));
        fs::write(&path, vec![b'1'; 10_000_000]).unwrap();
        assert_eq!(refusal(&path), expected(1));
        let header = "idstatefrom,idaction,idstateto,probability,reward\n";
        fs::write(&path, format!("{header}0,0,0,1,0\n0,1,0,1,{}\n", "7".repeat(10_000_000))).unwrap();
        assert_eq!(refusal(&path), expected(3));
    }
}

#[test]
fn a_line_of_exactly_the_limit_is_read() {
    let header = "idstatefrom,idaction,idstateto,probability,reward";
    for (extra, accepted) in [(0, true), (1, false)] {
        let row = format!("0,0,0,1,{}", "0".repeat(1_000_000 - 8 + extra));
        for end in ["", "\n", "\r\n"] {
            let text = format!("{header}\n{row}{end}");
            let result = model_io::read_bytes(Path::new("m.csv"), text.as_bytes(), &options(RowSums::Exact));
            assert_eq!(result.is_ok(), accepted, "{extra} {end:?}");
        }
    }
}

#[test]
fn bytes_that_are_not_utf8_are_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["csv", "drn"] {
        let path = folder.path().join(format!("binary.{ending}"));
        fs::write(&path, vec![0xf7_u8; 10_000]).unwrap();
        assert_eq!(refusal(&path), "FILE, line 1: byte 1 of the line is not UTF-8; save the file as UTF-8 text");
    }
}

#[test]
fn what_is_no_model_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.csv");
    assert_eq!(refusal(&missing), "cannot read FILE: entity not found; check the path and its permissions");
    let directory = folder.path().join("folder.drn");
    fs::create_dir(&directory).unwrap();
    assert_eq!(refusal(&directory), "cannot read FILE: is a directory; check the path and its permissions");
    let unknown = folder.path().join("model.txt");
    fs::write(&unknown, "").unwrap();
    assert_eq!(
        refusal(&unknown),
        "FILE: unknown file format; name the file NAME.csv (rows of transitions) or NAME.drn (Storm's explicit format)"
    );
}

/// Writes a model into a folder and reads it back.
fn written_and_read(mdp: &Mdp<Rational>) -> Mdp<Rational> {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| fs::File::create(folder.path().join(name)).unwrap();
    model_io::write_csv(mdp, file("m.csv")).unwrap();
    model_io::write_initial_csv(mdp, file("m.initial.csv")).unwrap();
    let options = ReadOptions { discount: mdp.discount().clone(), initial: None, row_sums: RowSums::Exact };
    let model = model_io::read(&folder.path().join("m.csv"), &options).unwrap();
    assert!(matches!(model.initial_source, InitialSource::Beside(_)));
    model.mdp
}

#[test]
fn every_bundled_model_is_read_back_as_it_was_written() {
    for name in model_io::bundled::names() {
        let mdp = model_io::bundled::load(name, Rational::new(1, 2)).unwrap().unwrap().mdp;
        assert!(written_and_read(&mdp) == mdp, "{name}");
    }
}

/// Pieces that files of both formats consist of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "idstatefrom,idaction,idstateto,probability,reward\n",
        "@type: MDP\n",
        "@type: DTMC\n",
        "@nr_states\n",
        "@nr_choices\n",
        "@reward_models\n",
        "@parameters\n",
        "@value_type: double\n",
        "@model\n",
        "state 0 [1] init\n",
        "state 1\n",
        "state ",
        "action ",
        "[1,2]",
        "0 : 1\n",
        "1 : 1/2\n",
        "0,0,0,1,0\n",
        "0,0,1,1/2,-3\n",
        "1,0,1,1,0\n",
        "0",
        "1",
        "2\n",
        "1/0",
        "-1",
        "1e9",
        "9999999",
        ",",
        "\"",
        "]",
        ":",
        "//",
        "@",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u{feff}",
        "é",
    ]);
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn read_both(bytes: &[u8]) -> Vec<Result<model_io::Model, ModelReadError>> {
    let mut results = Vec::new();
    for name in ["m.csv", "m.drn"] {
        for row_sums in [RowSums::Exact, RowSums::Renormalise] {
            results.push(model_io::read_bytes(Path::new(name), bytes, &options(row_sums)));
        }
    }
    results
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in vec(any::<u8>(), 0..300)) {
        read_both(&bytes);
    }

    #[test]
    fn no_pieces_of_files_make_a_reader_panic(text in pieces()) {
        for error in read_both(text.as_bytes()).into_iter().filter_map(Result::err) {
            prop_assert!(error.to_string().starts_with("m."), "{error}");
        }
    }

    #[test]
    fn no_damage_to_a_good_file_makes_a_reader_panic(
        at in any::<prop::sample::Index>(),
        length in 0_usize..30,
        piece in pieces(),
    ) {
        let files = [include_str!("fixtures/forest3.exact.csv"), include_str!("fixtures/forest3.exact.drn")];
        for file in files {
            let from = at.index(file.len());
            let until = (from + length).min(file.len());
            read_both(format!("{}{piece}{}", &file[..from], &file[until..]).as_bytes());
        }
    }

    #[test]
    fn random_models_are_read_back_as_they_were_written(
        seed in any::<u64>(),
        states in 1_usize..8,
        actions in 1_usize..4,
    ) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let discount = Rational::new(3, 4);
        let dense = family::random_dense(states, actions, discount.clone(), &mut rng).unwrap();
        prop_assert_eq!(&written_and_read(&dense), &dense);
        let garnet = family::garnet(states, actions, states.min(3), discount, &mut rng).unwrap();
        prop_assert_eq!(&written_and_read(&garnet), &garnet);
    }
}
