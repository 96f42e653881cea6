//! Where witnesses are written, or cannot be.

use super::*;

#[test]
fn places_that_cannot_be_written_are_refused_before_the_search_and_missing_folders_are_made() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("file"), "kept").unwrap();
    for args in [
        &["falsify", "M1", "--save", "file"][..],
        &["falsify", "--controls", "--save", "file/below"],
        &["weaken", "M1", "--save", "file"],
        &["worst", "M1", "--part", "one step", "--save", "file/below/x.json"],
    ] {
        let message = refusal(folder.path(), args);
        assert!(message.contains("cannot write file") && message.contains("not a directory"), "{args:?}: {message}");
    }
    let effort = ["--starts", "2", "--instances", "10"];
    let save = ["worst", "M1", "--part", "one step", "--save", "new/folder/x.json"];
    let answer = spma(folder.path(), &[&save[..], &effort].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(folder.path().join("new/folder/x.json").is_file());
}

#[test]
fn a_witness_that_cannot_be_written_is_printed_all_the_same() {
    let folder = tempdir().unwrap();
    let name = "m1-part-one-step-rate-times-101-100.smallest.json";
    fs::create_dir_all(folder.path().join("found").join(name)).unwrap();
    let answer = spma(folder.path(), &[&SHARPER[..], &["--save", "found"]].concat());
    assert!(answer.code == 1 && answer.stderr.contains("cannot write found/m1"), "{}", answer.stderr);
    assert!(answer.stdout.contains("REFUTED") && answer.stdout.contains("smallest witness"), "{}", answer.stdout);
    fs::create_dir_all(folder.path().join("controls/b1-control-factor-1-01.smallest.json")).unwrap();
    let controls = spma(folder.path(), &["falsify", "B1", "--controls", "--save", "controls"]);
    assert!(controls.code == 1 && controls.stderr.contains("cannot write controls/b1"), "{}", controls.stderr);
    assert!(controls.stdout.contains("B1  factor 1.01"), "{}", controls.stdout);
}
