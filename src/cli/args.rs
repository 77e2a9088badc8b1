//! The call: commands, options, their help in both languages, and what is wrong with a call.

use super::messages;
use crate::diagnostic::{Language, Message};
use crate::record::decode::suggest::nearest;
use crate::record::kind::KINDS;
use clap::builder::{PossibleValuesParser, Styles};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

// The words of the help are in `messages`, in both languages.
#[derive(Debug, Parser)]
#[command(name = "notice", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(
    arg_required_else_help = true,
    subcommand_required = true,
    disable_version_flag = true
)]
pub(super) struct Call {
    #[command(subcommand)]
    pub(super) command: Command,
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = ".",
        hide_default_value = true
    )]
    pub(super) workspace: PathBuf,
    #[arg(long, global = true, value_name = "MOMENT")]
    pub(super) as_of: Option<String>,
    #[arg(
        long,
        global = true,
        value_name = "ja|en",
        default_value = "ja",
        hide_default_value = true
    )]
    #[arg(hide_possible_values = true)]
    pub(super) lang: Lang,
    #[arg(long = "jobs", global = true, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build {
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[arg(short, long)]
        quiet: bool,
        #[arg(long)]
        deny_warnings: bool,
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        json: bool,
        #[arg(long)]
        force: bool,
        #[arg(long)]
        take_over: bool,
        #[arg(long)]
        verify: bool,
        #[arg(value_name = "ID")]
        ids: Vec<String>,
    },
    Check {
        #[arg(long)]
        json: bool,
        #[arg(short, long)]
        quiet: bool,
        #[arg(long)]
        deny_warnings: bool,
    },
    List {
        #[arg(long)]
        json: bool,
    },
    Issue {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(value_name = "DOCUMENT")]
        document: Option<String>,
        #[arg(long)]
        again: bool,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    History {
        #[arg(value_name = "ID")]
        id: Option<String>,
        #[arg(long)]
        json: bool,
        #[arg(long, value_name = "DIR", conflicts_with = "json")]
        pack: Option<PathBuf>,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    Init {
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    New {
        #[arg(value_name = "KIND")]
        kind: String,
        #[arg(long, value_name = "P")]
        publisher: Option<String>,
        #[arg(long, value_name = "ID")]
        like: Option<String>,
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    #[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
    Template {
        #[command(subcommand)]
        call: Option<TemplateCall>,
        // As the command was called before it had commands of its own: `template letter/incident` for `copy`, with
        // `--print` for `show`.
        #[arg(value_name = "NAME", hide = true)]
        name: Option<String>,
        #[arg(long, hide = true)]
        print: bool,
    },
    Explain {
        #[arg(value_name = "CODE")]
        code: String,
    },
    Schema,
    Completions {
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    Man {
        #[arg(value_name = "COMMAND")]
        of: Option<String>,
    },
}

impl Command {
    /// Whether only faults are told, and whether warnings are taken for errors.
    pub(super) fn manner(&self) -> (bool, bool) {
        match self {
            Command::Build {
                quiet, deny_warnings, ..
            }
            | Command::Check {
                quiet, deny_warnings, ..
            } => (*quiet, *deny_warnings),
            _ => (false, false),
        }
    }
}

/// What `notice template` is asked.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum TemplateCall {
    List,
    Show {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Copy {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "P")]
        publisher: Option<String>,
        #[arg(long)]
        extend: bool,
    },
    Diff {
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
    Status,
}

/// The commands of `notice template`, in the order of the help.
const OF_TEMPLATE: [&str; 5] = ["list", "show", "copy", "diff", "status"];

/// Every command, in the order of the help.
pub(super) const COMMANDS: [&str; 12] = [
    "init",
    "new",
    "build",
    "check",
    "list",
    "issue",
    "history",
    "explain",
    "template",
    "schema",
    "completions",
    "man",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Ja,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Language::Ja,
            Lang::En => Language::En,
        }
    }
}

/// What a call comes to.
pub(super) enum Parsed {
    /// To do something.
    Call(Call),
    /// To be told this (`--help`, `--version`).
    Answer(String),
    /// Nothing: no command is given. This tells which there are.
    Unfinished(String),
    /// Nothing: this is wrong with it.
    Wrong(Message),
}

/// The language asked for, before anything else of the call is understood: its faults are told in it.
pub(super) fn language(args: &[OsString]) -> Language {
    let words = || args.iter().map(|a| a.to_str().unwrap_or(""));
    let after = words().zip(words().skip(1)).find(|(option, _)| *option == "--lang");
    let value = words()
        .find_map(|a| a.strip_prefix("--lang="))
        .or(after.map(|(_, value)| value));
    match value {
        Some("en") => Language::En,
        _ => Language::Ja,
    }
}

/// Reads a call.
pub(super) fn parse(args: &[OsString], language: Language) -> Parsed {
    let read = command(language)
        .try_get_matches_from(args)
        .and_then(|matches| Call::from_arg_matches(&matches));
    match read {
        Ok(call) => Parsed::Call(call),
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            Parsed::Answer(e.to_string())
        }
        Err(e) if e.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Parsed::Unfinished(e.to_string()),
        Err(e) => Parsed::Wrong(wrong(&e)),
    }
}

fn command(language: Language) -> clap::Command {
    let say = |message: Message| message.in_language(language).to_string();
    let template = say(messages::help_template());
    let lists = say(messages::help_template_with_commands());
    let (_, options) = messages::help_headings(language);
    let flag = |id: &'static str, short: char, action, help: Message| {
        Arg::new(id)
            .long(id)
            .short(short)
            .action(action)
            .help(say(help))
            .global(id == "help")
            .help_heading(options)
    };
    let mut command = Call::command()
        .styles(Styles::plain())
        .about(say(messages::about()))
        .after_help(say(messages::examples()))
        .help_template(lists.clone())
        .override_usage(say(messages::usage("")))
        .arg(flag("help", 'h', ArgAction::Help, messages::help_of("help")))
        .arg(flag("version", 'V', ArgAction::Version, messages::help_of("version")));
    for id in ["workspace", "as_of", "lang", "threads", "verbose"] {
        command = command.mut_arg(id, |arg| arg.help(say(messages::help_of(id))).help_heading(options));
    }
    for (order, name) in COMMANDS.into_iter().enumerate() {
        command = command.mut_subcommand(name, |sub| {
            let template = if name == "template" { &lists } else { &template };
            worded(sub, name, template, language).display_order(order)
        });
    }
    command = command.mut_subcommand("template", |mut of_template| {
        for (order, name) in OF_TEMPLATE.into_iter().enumerate() {
            let full = format!("template {name}");
            of_template =
                of_template.mut_subcommand(name, |sub| worded(sub, &full, &template, language).display_order(order));
        }
        of_template
    });
    let kinds = || PossibleValuesParser::new(KINDS.iter().map(|row| row.word));
    command
        .mut_subcommand("new", |sub| {
            sub.mut_arg("kind", |arg| arg.value_parser(kinds()).hide_possible_values(true))
        })
        .mut_subcommand("completions", |sub| {
            sub.mut_arg("shell", |arg| arg.hide_possible_values(true))
        })
        .mut_subcommand("man", |sub| {
            sub.mut_arg("of", |arg| {
                arg.value_parser(PossibleValuesParser::new(COMMANDS))
                    .hide_possible_values(true)
            })
        })
}

/// A command with its words: what it does, its arguments and options, how it is called, examples.
fn worded(sub: clap::Command, name: &str, template: &str, language: Language) -> clap::Command {
    let say = |message: Message| message.in_language(language).to_string();
    let (arguments, options) = messages::help_headings(language);
    let named: Vec<(String, bool)> = sub
        .get_arguments()
        .map(|arg| (arg.get_id().to_string(), arg.is_positional()))
        .collect();
    let sub = named.into_iter().fold(sub, |sub, (id, positional)| {
        let heading = if positional { arguments } else { options };
        sub.mut_arg(&id, |arg| {
            arg.help(say(messages::help_in(name, &id))).help_heading(heading)
        })
    });
    sub.about(say(messages::about_command(name)))
        .after_help(say(messages::examples_of(name)))
        .help_template(template.to_owned())
        .disable_help_flag(true)
        .override_usage(say(messages::usage(name)))
}

/// The script by which a shell completes the command.
pub(super) fn completions(shell: Shell, language: Language) -> String {
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(language), "notice", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual page of the command, or of one of [`COMMANDS`].
///
/// # Errors
/// The page cannot be written.
pub(super) fn manual(of: Option<&str>, language: Language) -> io::Result<String> {
    let mut whole = command(language);
    whole.build();
    let page = match of.and_then(|name| whole.find_subcommand(name)) {
        Some(sub) => sub.clone(),
        None => whole,
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The one of `words` that a Japanese word means: 障害 is `incident`.
fn value_meant<'w>(error: &clap::Error, words: &'w str) -> Option<&'w str> {
    match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(typed)) => nearest(typed, words.split(", ")),
        _ => None,
    }
}

/// What is wrong with a call.
fn wrong(error: &clap::Error) -> Message {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let (arg, value) = (told(ContextKind::InvalidArg), told(ContextKind::InvalidValue));
    let message = match (error.kind(), arg, value) {
        (ErrorKind::UnknownArgument, Some(arg), _) => messages::unknown_option(&arg),
        (ErrorKind::InvalidSubcommand, _, _) => {
            messages::unknown_command(&told(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Some(arg), Some(value)) if !value.is_empty() => {
            messages::wrong_value(&arg, &value)
        }
        (ErrorKind::InvalidValue, Some(arg), _) => messages::missing_value(&arg),
        (ErrorKind::ArgumentConflict, Some(arg), _) => messages::given_twice(&arg),
        (ErrorKind::MissingRequiredArgument, Some(arg), _) => messages::missing_argument(&arg),
        (ErrorKind::InvalidUtf8, _, _) => messages::call_not_utf8(),
        // Rare kinds, in clap's own words.
        _ => {
            let text = error.to_string();
            let text = text
                .strip_prefix("error: ")
                .unwrap_or(&text)
                .lines()
                .next()
                .unwrap_or_default();
            messages::wrong_call(text)
        }
    };
    let near = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    match near.into_iter().find_map(told).filter(|near| !near.is_empty()) {
        Some(near) => messages::did_you_mean(message, &near),
        None => match told(ContextKind::ValidValue) {
            Some(words) => match value_meant(error, &words) {
                Some(near) => messages::did_you_mean(message, near),
                None => messages::one_of(message, &words),
            },
            None => message,
        },
    }
}
