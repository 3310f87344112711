//! The pictures of the README: the desk on the demo book, with keys pressed, drawn as SVG. A picture that is not what the
//! program draws now fails here; `INSTA_UPDATE=always cargo test --test inside pictures::` draws them anew.

mod svg;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::role::Role;
use partnerdeck::operations::demo;
use partnerdeck::tui::theme::{Background, Depth, Looks, Wish};
use partnerdeck::words::{Language, Words};

use crate::session::{Session, book_for, read_keys};

/// A picture: what it is of, and the way there.
struct Picture {
    name: &'static str,
    title: &'static str,
    language: Language,
    theme: &'static str,
    size: (u16, u16),
    keys: &'static str,
}

const ENGLISH: Picture = Picture {
    name: "",
    title: "",
    language: Language::English,
    theme: "dark",
    size: (100, 24),
    keys: "",
};

const PICTURES: &[Picture] = &[
    Picture {
        name: "list",
        title: "The list of customers, filtered, one row folded open",
        keys: "/wing<CR>jjjjo",
        size: (100, 16),
        ..ENGLISH
    },
    Picture {
        name: "detail",
        title: "The subscriptions of an account",
        keys: "/wingtiptoys<CR><CR>2o",
        ..ENGLISH
    },
    Picture {
        name: "edit",
        title: "The form of an account, with a state that does not fit the postal code",
        keys: "/wingtiptoys<CR>e<Tab><Tab><Tab><Tab><Tab><CR>ore<CR><Tab>",
        ..ENGLISH
    },
    Picture {
        name: "many-users",
        title: "Many users from a file, with the problems of its rows",
        keys: "/contoso.onmicrosoft<CR>b~/new-hires.csv<CR><C-s>n",
        ..ENGLISH
    },
    Picture {
        name: "korean",
        title: "고객 목록을 초성으로 찾은 화면",
        language: Language::Korean,
        keys: "/ㅋㄹㅇ<CR>o",
        size: (100, 12),
        ..ENGLISH
    },
    Picture {
        name: "light",
        title: "An account on light ground",
        theme: "light",
        keys: "/contoso.onmicrosoft<CR><CR>3",
        ..ENGLISH
    },
];

#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws() {
    let is_new = std::env::var("INSTA_UPDATE").as_deref() == Ok("always");
    let mut stale = Vec::new();
    for picture in PICTURES {
        let path = file(&format!("{}.svg", picture.name));
        let drawn = drawn(picture);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if kept != drawn && is_new {
            fs::write(&path, drawn).unwrap();
        } else if kept != drawn {
            stale.push(picture.name);
        }
    }
    assert!(
        stale.is_empty(),
        "these are not what the program draws: {stale:?}. Draw them anew with \
         INSTA_UPDATE=always cargo test --test inside pictures:: and look at them."
    );
}

#[test]
fn every_picture_is_shown_in_the_readme_and_none_is_left_over() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    for picture in PICTURES {
        let link = format!("](assets/pictures/{}.svg)", picture.name);
        assert!(readme.contains(&link), "the README does not show {link}");
    }
    for entry in fs::read_dir(file("")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_known = |picture: &Picture| name == format!("{}.svg", picture.name);
        assert!(
            PICTURES.iter().any(is_known),
            "{name} is a picture of nothing"
        );
    }
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/pictures")
        .join(name)
}

fn drawn(picture: &Picture) -> String {
    let home = tempfile::tempdir().unwrap();
    let demo_file = file("../demo/files/new-hires-faulty.csv");
    fs::copy(demo_file, home.path().join("new-hires.csv")).unwrap();
    let desk = book_for(Cloud::Global, Role::GlobalAdmin);
    demo::fill(&desk).unwrap();
    let (looks, wrong) = Looks::new(Wish {
        name: Some(picture.theme.to_owned()),
        depth: Some(Depth::All),
        background: Some(Background::Dark),
        ..Wish::default()
    });
    assert!(wrong.is_empty());
    let words = Words::load(picture.language);
    let mut session = Session::pictured(Arc::new(desk), (words, looks), home.path(), picture.size);
    for key in read_keys(picture.keys) {
        session.key(key).settle();
    }
    let (cells, cursor) = session.seen();
    let paper = match picture.theme {
        "light" => svg::Paper::LIGHT,
        _ => svg::Paper::DARK,
    };
    let drawn = svg::of(&cells, cursor, &paper, picture.title);
    let home = home.path().display().to_string();
    assert!(
        !drawn.contains(&home),
        "a folder of this machine is in {}",
        picture.name
    );
    drawn
}
