//! The call: commands, options, their help in both languages, and what is wrong with a call.

use super::messages;
use crate::diagnostic::{Language, Message};
use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
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
        #[arg(value_name = "ID")]
        ids: Vec<String>,
    },
    Check {
        #[arg(long)]
        json: bool,
    },
    List,
    Schema,
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
    let (arguments, options) = messages::help_headings(language);
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
        .help_template(lists)
        .override_usage(say(messages::usage("")))
        .arg(flag("help", 'h', ArgAction::Help, messages::help_of("help")))
        .arg(flag("version", 'V', ArgAction::Version, messages::help_of("version")));
    for id in ["workspace", "as_of", "lang", "threads", "verbose"] {
        command = command.mut_arg(id, |arg| arg.help(say(messages::help_of(id))).help_heading(options));
    }
    for name in ["build", "check", "list", "schema"] {
        command = command.mut_subcommand(name, |sub| {
            sub.about(say(messages::about_command(name)))
                .after_help(say(messages::examples_of(name)))
                .help_template(template.clone())
                .disable_help_flag(true)
                .override_usage(say(messages::usage(name)))
        });
    }
    command = command.mut_subcommand("check", |sub| {
        sub.mut_arg("json", |arg| {
            arg.help(say(messages::help_of("json"))).help_heading(options)
        })
    });
    command.mut_subcommand("build", |sub| {
        sub.mut_arg("out", |arg| {
            arg.help(say(messages::help_of("out"))).help_heading(options)
        })
        .mut_arg("ids", |arg| {
            arg.help(say(messages::help_of("ids"))).help_heading(arguments)
        })
    })
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
        None => message,
    }
}
