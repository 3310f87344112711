//! The tree against a map in memory: whatever is put, flushed, merged, copied, killed, both hold the same.

use std::collections::BTreeMap;
use std::sync::RwLock;

use super::*;
use proptest::prelude::*;
use tempfile::TempDir;

type Model = BTreeMap<Vec<u8>, Vec<u8>>;

/// What is done to the tree.
#[derive(Debug, Clone)]
enum Step {
    Put(Vec<u8>, Option<Vec<u8>>),
    Flush,
    Merge,
    /// The process is killed and the state opened again; what was not flushed is for the journal to bring back.
    Kill,
    /// The state is written anew elsewhere, and that one is gone on with.
    Copy,
}

fn any_step() -> impl Strategy<Value = Step> {
    // Keys of every sort, which lie close together; values that fill a block soon.
    let key = "[rd][a-c]{0,3}\\x00\\x01[a-c]{0,2}".prop_map(String::into_bytes);
    let value = proptest::collection::vec(any::<u8>(), 0..5_000);
    prop_oneof![
        20 => (key, proptest::option::weighted(0.8, value)).prop_map(|(key, value)| Step::Put(key, value)),
        4 => Just(Step::Flush),
        2 => Just(Step::Merge),
        1 => Just(Step::Kill),
        1 => Just(Step::Copy),
    ]
}

fn open(home: &TempDir) -> RwLock<State> {
    RwLock::new(State::open(&home.path().join("state")).unwrap())
}

/// As a killed process would leave it now.
fn killed(home: &TempDir) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&home.path().join("state"), &copy.path().join("state"));
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (from, to) = (
            entry.as_ref().unwrap().path(),
            to.join(entry.unwrap().file_name()),
        );
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}

fn everything(state: &State) -> Model {
    let mut found = Model::new();
    let mut merge = state.from(&[], None).unwrap();
    while let Some((key, value)) = merge.next().unwrap() {
        if let Some(value) = value {
            assert!(found.insert(key.to_vec(), value.to_vec()).is_none());
        }
    }
    found
}

fn compare(state: &State, model: &Model) {
    assert_eq!(&everything(state), model);
    assert!(state.holds_what_it_says());
    for key in ["ra\0\u{1}", "rabc\0\u{1}a", "db\0\u{1}c", "", "z"] {
        let key = key.as_bytes();
        assert_eq!(state.value_of(key).unwrap().as_ref(), model.get(key));
        let mut rest = state.from(key, None).unwrap();
        let mut first = rest.next().unwrap();
        while first.is_some_and(|(_, value)| value.is_none()) {
            first = rest.next().unwrap();
        }
        let expected = model.range(key.to_vec()..).next();
        assert_eq!(
            first.map(|(key, _)| key),
            expected.map(|(key, _)| key.as_slice())
        );
    }
    for (key, value) in model {
        assert_eq!(state.value_of(key).unwrap().as_ref(), Some(value));
        let print = Print::of(key);
        let mut found = state.from(key, Some(print)).unwrap();
        assert_eq!(
            found.next().unwrap(),
            Some((key.as_slice(), Some(value.as_slice())))
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_holds_what_a_map_holds(steps in proptest::collection::vec(any_step(), 1..120)) {
        let mut home = tempfile::tempdir().unwrap();
        let mut state = open(&home);
        let (mut model, mut flushed) = (Model::new(), Model::new());
        for step in steps {
            match step {
                Step::Put(key, value) => {
                    state.get_mut().unwrap().table.put((key.clone(), value.clone()));
                    match value {
                        Some(value) => model.insert(key, value),
                        None => model.remove(&key),
                    };
                }
                Step::Flush => {
                    upkeep::flush(&state).unwrap();
                    flushed = model.clone();
                }
                Step::Merge => {
                    upkeep::merge(&state, &mut || Ok(true)).unwrap();
                    compare(state.get_mut().unwrap(), &model);
                }
                Step::Kill => {
                    let copy = killed(&home);
                    state = open(&copy);
                    home = copy;
                    model = flushed.clone();
                    compare(state.get_mut().unwrap(), &model);
                }
                Step::Copy => {
                    let copy = tempfile::tempdir().unwrap();
                    state.get_mut().unwrap().copy_to(&copy.path().join("state")).unwrap();
                    state = open(&copy);
                    home = copy;
                    flushed = model.clone();
                    prop_assert!(state.get_mut().unwrap().settled.runs.len() <= 1);
                }
            }
        }
        compare(state.get_mut().unwrap(), &model);
    }
}

fn put(state: &RwLock<State>, key: String, value: Option<&str>) {
    let effect = (
        key.into_bytes(),
        value.map(|value| value.as_bytes().to_vec()),
    );
    state.write().unwrap().table.put(effect);
}

/// Runs of customers, of which each takes some of the one before away; enough that a merge is due.
fn with_runs(home: &TempDir, count: usize) -> (RwLock<State>, Model) {
    let state = open(home);
    for run in 0..count {
        for number in 0..40 {
            put(&state, format!("r{}", run * 20 + number), Some("a value"));
        }
        put(&state, format!("r{}", run * 20), None);
        upkeep::flush(&state).unwrap();
    }
    let model = everything(&state.read().unwrap());
    (state, model)
}

fn run_count(state: &RwLock<State>) -> usize {
    state.read().unwrap().settled.runs.len()
}

#[test]
fn a_kill_at_any_moment_of_a_merge_leaves_a_whole_state() {
    let home = tempfile::tempdir().unwrap();
    let (state, model) = with_runs(&home, 3);
    let mut looks = 0;
    let mut look = || {
        let copy = killed(&home);
        compare(&open(&copy).read().unwrap(), &model);
        looks += 1;
        Ok(true)
    };
    upkeep::merge(&state, &mut look).unwrap();
    assert!(looks > 5);
    assert_eq!(run_count(&state), 1);
    compare(&state.read().unwrap(), &model);
    compare(&open(&killed(&home)).read().unwrap(), &model);
}

#[test]
fn a_run_that_no_manifest_names_is_given_back() {
    let home = tempfile::tempdir().unwrap();
    let (state, model) = with_runs(&home, 1);
    {
        let state = state.read().unwrap();
        let mut fill = fill::Fill::new(&state.db, &state.folder, 77, 1).unwrap();
        fill.push(b"rnever", Some(b"named")).unwrap();
        fill.finish().unwrap();
        state.db.flush().unwrap();
    }
    let copy = killed(&home);
    let state = open(&copy);
    compare(&state.read().unwrap(), &model);
    assert_eq!(slots::runs(&state.read().unwrap().db), [1]);
}

#[test]
fn what_is_flushed_during_a_merge_stands_behind_it() {
    let home = tempfile::tempdir().unwrap();
    let (state, mut model) = with_runs(&home, 3);
    let mut flushed = false;
    let mut look = || {
        if !flushed {
            put(&state, "r20".to_owned(), Some("new"));
            put(&state, "r41".to_owned(), None);
            upkeep::flush(&state)?;
            flushed = true;
        }
        Ok(true)
    };
    upkeep::merge(&state, &mut look).unwrap();
    model.insert(b"r20".to_vec(), b"new".to_vec());
    model.remove(b"r41".as_slice());
    assert_eq!(run_count(&state), 2);
    compare(&state.read().unwrap(), &model);
    compare(&open(&killed(&home)).read().unwrap(), &model);
}

#[test]
fn a_merge_that_is_not_to_go_on_leaves_what_was() {
    let home = tempfile::tempdir().unwrap();
    let (state, model) = with_runs(&home, 3);
    upkeep::merge(&state, &mut || Ok(false)).unwrap();
    assert_eq!(run_count(&state), 3);
    compare(&state.read().unwrap(), &model);
    assert_eq!(slots::runs(&state.read().unwrap().db).len(), 3);
}

#[test]
fn a_state_of_a_newer_program_is_refused_and_one_of_an_older_is_to_be_made_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state");
    let put = |key: &str, value: &str| {
        let db = engine::open(&folder).unwrap();
        db.clear().unwrap();
        db.insert(key, value).unwrap();
        db.flush().unwrap();
    };
    put("manifest", r#"{"format":3,"what":"else"}"#);
    let newer = State::open(&folder).map(|_| ()).unwrap_err();
    assert!(matches!(
        newer,
        engine::Fault::Disk(StoreError::NewerFormat { found: 3, known: 2 })
    ));
    for (key, value) in [
        ("!", "standing"),
        ("manifest", "{"),
        ("manifest", "{\"format\":2}"),
    ] {
        put(key, value);
        let older = State::open(&folder).map(|_| ()).unwrap_err();
        assert!(matches!(older, engine::Fault::Broken(_)), "{key}");
    }
}
