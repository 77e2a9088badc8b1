//! The command line: what is asked, what is told, and with which exit code it ends.
//!
//! Exit codes: 0 done, 1 the records hold errors, 2 the call is wrong, 3 the machine failed.

mod answer;
mod args;
mod build;
mod clock;
mod console;
mod difference;
mod draft;
mod examples;
mod explain;
mod first;
mod history;
mod issue;
mod ledger;
mod messages;
mod moment;
mod pack;
mod progress;
mod reach;
pub(crate) mod reading;
mod stuck;
mod table;
mod template;
mod told;
pub(crate) mod unread;
mod version;
mod walk;
pub(crate) mod workspace;

pub use console::Console;

use crate::diagnostic::{Language, Message, draw, harmless, json};
use crate::engine::{BuildResult, Goal, Progress, Request, WorkspaceFiles};
use crate::publish::{Part, Published, Sink};
use crate::record::keys;
use crate::record::kind::RecordKind;
use answer::{Answer, CALL, Failure, MACHINE};
use args::{Call, Command, Parsed, TemplateCall};
use chrono::{DateTime, FixedOffset, NaiveDate};
use reach::{in_workspace, processors};
use reading::Reading;
use std::any::Any;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use table::Side;
use workspace::ReadError;

const DONE: u8 = 0;
const RECORDS: u8 = 1;

/// What stands between the workspace's files and the outputs: [`crate::engine::build_into`].
pub type Engine<'e> = dyn Fn(&WorkspaceFiles, &Request, &mut dyn Sink, &mut dyn Progress) -> BuildResult + 'e;

/// Runs the command with the arguments of the process.
pub fn main(engine: impl Fn(&WorkspaceFiles, &Request, &mut dyn Sink, &mut dyn Progress) -> BuildResult) -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    // Where it happened, in one line: a back trace tells an operator nothing.
    std::panic::set_hook(Box::new(|info| {
        let line = info.to_string();
        let _ = writeln!(std::io::stderr(), "{}", harmless::line(&line));
    }));
    end_as_failed_machine();
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let terminal = err.is_terminal() && !is("TERM", |term| term == "dumb");
    let mut console = Console::new(&mut out, &mut err);
    console.interruptible = true;
    console.bar = terminal;
    console.colour = terminal && !is("NO_COLOR", |value| !value.is_empty());
    let code = catch_unwind(AssertUnwindSafe(|| run(&args, &engine, &mut console))).unwrap_or_else(|payload| {
        let language = args::language(&args);
        let mut console = Console::new(&mut out, &mut err);
        let mut session = Session {
            console: &mut console,
            language,
        };
        session.fail(
            MACHINE,
            &messages::panicked(&words_of(&*payload)),
            &messages::panicked_help(),
        )
    });
    ExitCode::from(code)
}

/// A process that runs out of memory or stack says so and aborts: it ends with the code of a machine that failed.
fn end_as_failed_machine() {
    #[cfg(unix)]
    {
        use signal_hook::{consts::SIGABRT, flag::register_conditional_shutdown};
        let always = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
        // Without it, the code is that of the signal.
        let _ = register_conditional_shutdown(SIGABRT, MACHINE.into(), always);
    }
}

/// What a panic said.
fn words_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| text.to_string());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

#[allow(
    clippy::disallowed_methods,
    reason = "whether the screen shows colours is no part of a document"
)]
fn is(variable: &str, holds: impl Fn(&str) -> bool) -> bool {
    std::env::var(variable).is_ok_and(|value| holds(&value))
}

/// Runs the command with `args` (the program's name first) and returns its exit code. A panic of the engine ends as a
/// failure of the machine, in plain words.
pub fn run(args: &[OsString], engine: &Engine<'_>, console: &mut Console<'_>) -> u8 {
    let language = args::language(args);
    let mut session = Session { console, language };
    // Said first: when it happens, nothing can be said.
    let quiet = args.iter().any(|arg| arg == "--quiet" || arg == "-q");
    if let Some((limit, bytes)) = reach::tight().filter(|_| !quiet) {
        let words = session.words(&messages::tight(limit, bytes));
        session.console.tell(&words);
    }
    let code = match args::parse(args, language) {
        Parsed::Answer(text) => {
            session.console.say(&text);
            DONE
        }
        Parsed::Unfinished(help) => {
            session.console.tell(&help);
            CALL
        }
        Parsed::Wrong(message) => session.fail(CALL, &message, &messages::see_help()),
        Parsed::Call(call) => session.carry_out(&call, engine),
    };
    match session.console.fault().map(messages::cannot_print) {
        Some(message) => session.fail(MACHINE, &message, &messages::cannot_print_help(code == DONE)),
        None => code,
    }
}

struct Session<'s, 'a> {
    console: &'s mut Console<'a>,
    language: Language,
}

impl Session<'_, '_> {
    fn words(&self, message: &Message) -> String {
        message.in_language(self.language).to_string()
    }

    /// Tells what is wrong and what to do, and gives the exit code back.
    fn fail(&mut self, code: u8, message: &Message, help: &Message) -> u8 {
        let error = self.words(&messages::error());
        self.console.tell(&format!("{error}: {}", self.words(message)));
        let label = self.words(&messages::help());
        self.console.tell(&format!("  = {label}: {}", self.words(help)));
        code
    }

    fn carry_out(&mut self, call: &Call, engine: &Engine<'_>) -> u8 {
        let moment = match call.as_of.as_deref() {
            Some(text) => match moment::parse(text) {
                Some(moment) => moment,
                None => return self.fail(CALL, &messages::wrong_moment(text), &messages::moment_forms()),
            },
            None => match clock::now() {
                Some(moment) => moment,
                None => return self.fail(MACHINE, &messages::no_clock(), &messages::no_clock_help()),
            },
        };
        // The days of a first record are written before any zone is known: those of Japan.
        let today = moment.in_zone(540).date();
        if let Some(answer) = self.without_workspace(call, today) {
            return self.answer(answer);
        }
        if let Command::Build { .. } = call.command {
            return self.build(call, &moment, engine);
        }
        if let Command::Issue { .. } = call.command {
            return self.issue(call, &moment);
        }
        if let Command::History { .. } = call.command {
            return self.history(call, &moment);
        }
        let reading = match self.read(&call.workspace) {
            Ok(reading) => reading,
            Err(code) => return code,
        };
        let (goal, ids) = match &call.command {
            Command::Check { .. } => (Goal::Check, Vec::new()),
            Command::New {
                kind,
                publisher,
                like,
                id,
            } => {
                let Some(kind) = RecordKind::from_word(kind) else {
                    return self.fail(CALL, &messages::wrong_value("KIND", kind), &messages::see_help());
                };
                let wish = draft::Wish {
                    kind,
                    publisher: publisher.as_deref(),
                    like: like.as_deref(),
                    id: id.as_deref(),
                };
                if let Some(Failure { code, message, help }) = unread::first(&reading) {
                    return self.fail(code, &message, &help);
                }
                return self.answer(draft::new(&call.workspace, reading, &wish, today));
            }
            _ => (Goal::List, Vec::new()),
        };
        let threads = call.threads.unwrap_or_else(processors);
        let request = Request {
            goal,
            moment,
            ids,
            threads,
        };
        let (quiet, deny_warnings) = call.command.manner();
        // What stands published already need not be laid out again to be checked.
        let out = in_workspace(&call.workspace, "out");
        let mut published = Published::read(&out);
        let mut result = match self.ask(engine, &reading.files, &request, &mut published, quiet) {
            Ok(result) => result,
            Err(what) => return self.fail(MACHINE, &messages::panicked(&what), &messages::panicked_help()),
        };
        unread::tell(&reading, &mut result);
        if call.verbose {
            self.tell_more(&call.workspace, &reading, &result);
        }
        if !matches!(
            call.command,
            Command::Check { json: true, .. } | Command::List { json: true }
        ) {
            self.tell_faults(&result);
        }
        let denied = deny_warnings && !result.diagnostics.is_empty();
        let code = match result.has_errors() || denied {
            // What the machine did not give may hold faults too.
            true if reading.failed() => MACHINE,
            true => RECORDS,
            false => DONE,
        };
        match &call.command {
            Command::Check { json: true, .. } => {
                let faults = result.diagnostics.iter();
                let faults: Vec<_> = faults.map(|fault| json::json(fault, &result.sources)).collect();
                self.console.say(&json::line(&faults.into()));
                code
            }
            Command::Check { json: false, .. } => {
                if result.diagnostics.is_empty() && !quiet {
                    let words = self.words(&messages::no_faults(result.listing.len()));
                    self.console.say(&words);
                }
                code
            }
            Command::List { json: true } => {
                self.console.say(&json::line(&told::list(&result)));
                code
            }
            _ => {
                self.list(&result, call.verbose);
                if call.verbose {
                    for entry in &result.listing {
                        let words = format!("{}: {}", entry.name(), self.words(&entry.phrases));
                        self.console.say(&words);
                    }
                }
                code
            }
        }
    }

    /// Reads the workspace; where that cannot be, tells why and gives the exit code.
    fn read(&mut self, root: &Path) -> Result<Reading, u8> {
        workspace::read(root).map_err(|fault| match fault {
            ReadError::NoNotices(root) => self.fail(CALL, &messages::no_notices(&root), &messages::no_notices_help()),
            ReadError::Unreadable(path, e) => self.fail(
                MACHINE,
                &messages::unreadable(&path, &e),
                &messages::unreadable_help(&e),
            ),
        })
    }

    /// What the commands come to that read no records.
    fn without_workspace(&self, call: &Call, today: NaiveDate) -> Option<Answer> {
        let told = |text: String| Ok((text, None));
        Some(match &call.command {
            Command::Init { folder } => first::init(folder.as_ref().unwrap_or(&call.workspace), today, self.language),
            Command::Template {
                call: asked,
                name,
                print,
            } => {
                let name = name.clone();
                let asked = asked.clone().unwrap_or(match (name, print) {
                    (None, _) => TemplateCall::List,
                    (Some(name), true) => TemplateCall::Show { name },
                    (Some(name), false) => TemplateCall::Copy {
                        name,
                        publisher: None,
                        extend: false,
                    },
                });
                template::template(&call.workspace, &asked, self.language)
            }
            Command::Explain { code } => explain::explain(code, self.language),
            Command::Schema => told(format!("{:#}", keys::json::schema(self.language))),
            Command::Completions { shell } => told(args::completions(*shell, self.language)),
            Command::Man { of } => args::manual(of.as_deref(), self.language)
                .map(|page| (page, None))
                .map_err(|e| Failure::machine(messages::cannot_print(&e), messages::cannot_print_help(false))),
            Command::Build { .. }
            | Command::Issue { .. }
            | Command::History { .. }
            | Command::Check { .. }
            | Command::List { .. }
            | Command::New { .. } => return None,
        })
    }

    /// Tells an answer and gives the exit code.
    fn answer(&mut self, answer: Answer) -> u8 {
        match answer {
            Ok((text, about)) => {
                self.console.say(&text);
                if let Some(about) = about {
                    let words = self.words(&about);
                    self.console.tell(&words);
                }
                DONE
            }
            Err(Failure { code, message, help }) => self.fail(code, &message, &help),
        }
    }

    /// Asks the engine; a panic comes back as words.
    fn ask(
        &mut self,
        engine: &Engine<'_>,
        files: &WorkspaceFiles,
        request: &Request,
        sink: &mut dyn Sink,
        quiet: bool,
    ) -> Result<BuildResult, String> {
        let _watch = stuck::watch(self.language);
        let mut teller = progress::Teller::new(self.console, quiet);
        catch_unwind(AssertUnwindSafe(|| match request.goal {
            Goal::Publish => engine(files, request, sink, &mut teller),
            Goal::Check | Goal::List => engine(files, request, sink, &mut ()),
        }))
        .map_err(|payload| words_of(&*payload))
    }

    fn tell_more(&mut self, root: &Path, reading: &Reading, result: &BuildResult) {
        let WorkspaceFiles {
            notices,
            templates,
            fonts,
            ..
        } = &reading.files;
        let mut notes = vec![messages::was_read(root, notices.len(), templates.len(), fonts.len())];
        notes.extend(reading.passed_over.iter().map(|path| messages::passed_over(path)));
        notes.extend(result.notes.iter().cloned());
        for note in &notes {
            let words = self.words(note);
            self.console.tell(&words);
        }
    }

    fn tell_faults(&mut self, result: &BuildResult) {
        if result.diagnostics.is_empty() {
            return;
        }
        let drawn = draw::draw_all(&result.diagnostics, &result.sources, self.language, self.console.colour);
        self.console.tell_drawn(drawn.trim_end());
    }

    fn list(&mut self, result: &BuildResult, verbose: bool) {
        if result.listing.is_empty() {
            let words = self.words(&messages::no_records());
            self.console.say(&words);
            return;
        }
        let rows: Vec<Vec<String>> = result
            .listing
            .iter()
            .map(|entry| {
                let folder = format!("{}/", entry.name());
                let documents: Vec<&str> = entry
                    .documents
                    .iter()
                    .map(|path| Part::within(path))
                    .map(|path| path.strip_prefix(&folder).unwrap_or(path))
                    .collect();
                vec![
                    entry.name(),
                    self.words(&entry.kind),
                    self.words(&entry.state),
                    // An incident without a letter needs no title.
                    if entry.title.is_empty() { "—" } else { &entry.title }.to_owned(),
                    documents.join(", "),
                ]
            })
            .collect();
        let heading = messages::list_heading().map(|m| self.words(&m));
        self.console.say(&table::draw(
            &heading.each_ref().map(String::as_str),
            &[Side::Left; 5],
            &rows,
        ));
        if verbose {
            for entry in &result.listing {
                for choice in &entry.choices {
                    let words = format!("{}: {}", entry.name(), self.words(choice));
                    self.console.say(&words);
                }
            }
        }
        self.tell_next(result.next_change);
    }

    /// Until when a build would make the same documents.
    fn tell_next(&mut self, next: Option<DateTime<FixedOffset>>) {
        if let Some(next) = next {
            let words = self.words(&messages::next_change(next));
            self.console.say(&words);
        }
    }
}
