//! Files without measure, in a process that may have only so much memory: read to their end or refused, but never held whole
//! where they need not be. `PARTNERDECK_ROWS=10000000 cargo test --test outside hostile::large -- --nocapture` does it with as
//! many rows, and prints what each took.

use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::thread;

use serde_json::Value;

use crate::home::{Home, Run};

/// Kilobytes of address space: some threads and the allocator take the first gigabyte or so before anything is read.
const ADDRESSES: &str = "4000000";

/// What tells a customer from other resources.
const CUSTOMER: &str = r#""attributes":{"objectType":"Customer"}"#;

fn rows() -> usize {
    let asked = std::env::var("PARTNERDECK_ROWS").ok();
    asked.and_then(|rows| rows.parse().ok()).unwrap_or(20_000)
}

/// Runs a command line in little memory, with what a closure writes on standard input.
fn run(
    home: &Home,
    line: &[&str],
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()> + Send,
) -> Run {
    let program = home.process(line);
    let script = format!("ulimit -v {ADDRESSES} && exec \"$@\"");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &script, "sh"]);
    command.arg(program.get_program()).args(program.get_args());
    command.env_clear().current_dir(home.path(""));
    command.envs(
        program
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = std::io::BufWriter::with_capacity(1 << 16, child.stdin.take().unwrap());
    let process = child.id();
    let output = thread::scope(|scope| {
        scope.spawn(move || {
            // A refusal closes the pipe before all of it was written.
            let _ = write(&mut input).and_then(|()| input.flush());
        });
        let peak = scope.spawn(move || peak_of(process));
        let output = child.wait_with_output().unwrap();
        println!("{line:?}: {} MB at the most", peak.join().unwrap() / 1024);
        output
    });
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Kilobytes of memory that a process took at the most, looked up while it lives.
fn peak_of(process: u32) -> u64 {
    let mut peak = 0;
    while let Ok(status) = fs::read_to_string(format!("/proc/{process}/status")) {
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let Some(line) = line else { break };
        let kilobytes = line.trim().trim_end_matches(" kB").parse().unwrap_or(0);
        peak = peak.max(kilobytes);
        thread::sleep(std::time::Duration::from_millis(20));
    }
    peak
}

fn is_empty(home: &Home) -> bool {
    let list = home.run(&["customers", "list", "--all", "--format", "json"]);
    list.code == 4 || list.json()["totalCount"] == 0
}

fn id(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-{number:012x}")
}

#[test]
fn a_table_of_any_length_comes_in_or_is_refused_row_by_row() {
    let rows = rows();
    let home = Home::new();
    let good = run(
        &home,
        &["customers", "import", "-", "--format", "json"],
        |out| {
            writeln!(out, "id,companyProfile.companyName,companyProfile.domain")?;
            (0..rows / 10).try_for_each(|row| {
                writeln!(out, "{},Company {row},c{row}.onmicrosoft.com", id(row))
            })
        },
    );
    assert!([0, 3, 8].contains(&good.code), "{}", good.err);
    let home = Home::new();
    let refused = run(
        &home,
        &["customers", "import", "-", "--format", "json"],
        |out| {
            writeln!(out, "companyProfile.domain,tags")?;
            (0..rows).try_for_each(|row| writeln!(out, "c{row}.onmicrosoft.com,\"=x\u{202e}\""))
        },
    );
    assert_eq!(
        refused.code,
        3,
        "{}",
        &refused.err[..refused.err.len().min(2_000)]
    );
    assert!(refused.err.len() < 4_000_000);
    assert!(is_empty(&home));
}

#[test]
fn json_of_any_length_comes_in_record_by_record() {
    let rows = rows();
    let home = Home::new();
    let line = ["book", "import", "-", "--format", "json"];
    let good = run(&home, &line, |out| {
        (0..rows / 10).try_for_each(|row| {
            let id = id(row);
            writeln!(out, r#"{{"id":"{id}","companyProfile":{{"companyName":"Company {row}","domain":"c{row}.example"}},"a":1,"a":1e999,{CUSTOMER}}}"#)
        })
    });
    assert_eq!(good.code, 0, "{}", good.err);
    assert_eq!(good.json()["summary"]["added"], rows / 10);
    let home = Home::new();
    let refused = run(&home, &line, |out| {
        (0..rows).try_for_each(|_| writeln!(out, "null"))
    });
    assert_eq!(refused.code, 3);
    assert!(refused.err.len() < 4_000_000);
    let array = run(&home, &line, |out| {
        out.write_all(b"[")?;
        (0..rows).try_for_each(|_| out.write_all(b"{},"))
    });
    assert_eq!(array.code, 2);
    assert!(is_empty(&home));
}

#[test]
fn users_are_read_up_to_a_number_and_a_size() {
    let home = Home::with_demo();
    let line = [
        "users",
        "import",
        "wingtiptoys",
        "-",
        "--location",
        "US",
        "--dry-run",
        "--format",
        "json",
    ];
    let rows = rows();
    let faulty = run(&home, &line, |out| {
        writeln!(out, "First name,Last name,Display name,Email,Status update")?;
        (0..rows).try_for_each(|_| out.write_all(b"x\n"))
    });
    assert_eq!(faulty.code, 3);
    let long = run(&home, &line, |out| {
        (0..70).try_for_each(|_| out.write_all(&[b'x'; 1 << 20]))
    });
    assert_eq!(long.refusal(), (2, "usage".to_owned()));
}

#[test]
fn one_thing_without_end_is_refused() {
    const MEGABYTES: usize = 24;
    type Write<'a> = &'a (dyn Fn(&mut dyn std::io::Write) -> std::io::Result<()> + Sync);
    let many = |out: &mut dyn std::io::Write, what: &[u8]| {
        let chunk = what.repeat((1 << 20) / what.len());
        (0..MEGABYTES).try_for_each(|_| out.write_all(&chunk))
    };
    let json: [(&str, Write<'_>); 12] = [
        ("a text", &|out| {
            out.write_all(b"{\"id\":\"")?;
            many(out, b"x")
        }),
        ("a name", &|out| {
            out.write_all(b"{\"")?;
            many(out, b"x")
        }),
        ("escapes", &|out| {
            out.write_all(b"{\"id\":\"")?;
            many(out, b"\\u202e")
        }),
        ("a number", &|out| {
            out.write_all(b"{\"id\":")?;
            many(out, b"7")
        }),
        ("an exponent", &|out| {
            out.write_all(b"{\"id\":1e")?;
            many(out, b"7")
        }),
        ("an array", &|out| {
            out.write_all(b"{\"id\":[")?;
            many(out, b"0,")
        }),
        ("members", &|out| {
            out.write_all(b"{")?;
            many(out, b"\"a\":0,")
        }),
        ("objects", &|out| {
            out.write_all(b"{\"a\":[")?;
            many(out, b"{},")
        }),
        ("depth", &|out| {
            out.write_all("[".repeat(100_000).as_bytes())
        }),
        ("depth of objects", &|out| {
            out.write_all("{\"a\":".repeat(100_000).as_bytes())
        }),
        ("blanks and nothing", &|out| {
            out.write_all(b"{")?;
            many(out, b" ")
        }),
        ("nul", &|out| many(out, b"\0")),
    ];
    for (what, write) in json {
        let home = Home::new();
        let run = run(&home, &["book", "import", "-"], write);
        assert_eq!(
            run.refusal(),
            (2, "usage".to_owned()),
            "{what}: {}",
            run.err
        );
        assert!(run.err.len() < 10_000, "{what}");
        assert!(is_empty(&home), "{what}");
    }
    let tables: [(&str, Write<'_>); 6] = [
        ("a cell", &|out| {
            out.write_all(b"id,tags\n\"")?;
            many(out, b"x")
        }),
        ("an open quote", &|out| {
            out.write_all(b"id,tags\n\"")?;
            many(out, b"a,b\n")
        }),
        ("columns", &|out| {
            out.write_all(b"id,tags\n")?;
            many(out, b",")
        }),
        ("a header", &|out| {
            out.write_all("name,".repeat(10_000).as_bytes())
        }),
        ("returns", &|out| {
            out.write_all(b"id,tags\r")?;
            many(out, b"\r")
        }),
        ("nul", &|out| {
            out.write_all(b"id,tags\n")?;
            out.write_all(&b"\0\n".repeat(50_000))
        }),
    ];
    for (what, write) in tables {
        let home = Home::new();
        let run = run(&home, &["customers", "import", "-"], write);
        assert!(
            [0, 2, 3].contains(&run.code),
            "{what}: {} {}",
            run.code,
            &run.err[..run.err.len().min(2_000)]
        );
        assert!(run.err.len() < 8_000_000, "{what}: {}", run.err.len());
        assert!(is_empty(&home), "{what}");
    }
}

#[test]
fn numbers_and_texts_of_any_kind_come_back_byte_for_byte() {
    let home = Home::new();
    let digits = "7".repeat(400);
    let cell = "x".repeat(1 << 20);
    let line = format!(
        r#"{{"kind":"customer","customer":"{id}","resource":{{"id":"{id}","a":1e+999,"b":-{digits}.{digits}e-{digits},"c":0.10,"d":[1e+5,-0],"big":"{cell}","nul":"\u0000\u202e"}}}}"#,
        id = id(7),
    );
    home.file("numbers.ndjson", format!("{line}\n"));
    home.run(&["book", "import", "numbers.ndjson"]).good();
    assert_eq!(
        home.run(&["book", "export"]).good().out,
        format!("{line}\n")
    );
    let again = home
        .run(&["book", "import", "numbers.ndjson", "--format", "json"])
        .good()
        .json();
    assert_eq!(again["summary"]["unchanged"], 1);
    assert_eq!(again["history"], Value::Null);
}

#[test]
fn every_encoding_and_line_end_is_read_or_told() {
    let id = id(9);
    let name = "Müller 윙팁";
    let text =
        format!("{{\"id\":\"{id}\",\"companyProfile\":{{\"companyName\":\"{name}\"}},{CUSTOMER}}}");
    let utf16 = |bytes_of: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(bytes_of)
            .collect()
    };
    for bytes in [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        format!("\r{text}\r").into_bytes(),
    ] {
        let home = Home::new();
        home.run_with(&["book", "import", "-"], bytes).good();
        let shown = home
            .run(&["customers", "show", &id, "--format", "json"])
            .good()
            .json();
        assert_eq!(shown["companyProfile"]["companyName"], name);
    }
    let latin: Vec<u8> = text
        .chars()
        .map(|letter| u8::try_from(letter as u32).unwrap_or(0xff))
        .collect();
    let home = Home::new();
    let refused = home.run_with(&["book", "import", "-"], latin);
    assert_eq!(refused.refusal(), (2, "usage".to_owned()));
    assert!(refused.err.contains("bad_encoding"), "{}", refused.err);
    assert!(is_empty(&home));
}
