"""The ``crisisdesk`` command; each subcommand is loaded only when it is called, so that ``--help`` is quick."""

from __future__ import annotations

import os
from importlib import import_module

import click

COMMANDS = {
    "read": ("read", "Print the claims of reports as a readable table."),
    "add": ("add", "Code reports of any kind and keep them in a record."),
    "code": ("code", "Code archives into Parquet, in many processes or on many machines; goes on where it ended."),
    "watch": ("watch", "Add what arrives in a folder."),
    "events": ("events", "List the events of a record that a filter lets through."),
    "event": ("event", "Tell one event: every claim with its sentence, and where they differ."),
    "explain": ("explain", "Write the explainer: what happened, why, what is this, what next, who said what."),
    "timeline": ("timeline", "Tell events in the order in which they happened, with gaps and plans."),
    "channels": ("channels", "Show hotlines, offices, talks and crossings between two actors, with their life."),
    "actor": ("actor", "Tell who an actor is in a record: names, roles, acts, statements."),
    "tension": ("tension", "Tell how tension between two parties went, with the events behind every point."),
    "dyads": ("dyads", "Rank pairs of countries by how tension between them changed."),
    "sequences": ("sequences", "Tell how often one type of act is followed by another, beside chance."),
    "serve": ("serve", "Show a record in the browser, on this machine alone."),
    "reports": ("reports", "List the reports of a record with their near-copies; what was refused."),
    "review": ("review", "Offer the doubts where a person's look is worth most."),
    "judge": ("judge", "Merge or split events, correct or reject claims, undo."),
    "rebuild": ("rebuild", "Make the events anew; --recode codes the reports with the present rules and model."),
    "diff": ("diff", "Show what a record says now that it did not say before it was coded anew."),
    "changes": ("changes", "Write the feed of events that are new, changed or gone."),
    "export": ("export", "Write events and claims as CSV, Parquet, GeoJSON, iCalendar, Markdown, or like GDELT."),
    "import": ("import_", "Read a whole record that export wrote."),
    "filters": ("filters", "Explain the filter language."),
    "annotate": ("annotate", "Write every layer of reports as JSON, one object a report."),
    "why": ("why", "Show the words, the rule and the chain behind a claim."),
    "why-not": ("why_not", "Show at which stage a sentence came to nothing."),
    "evaluate": ("evaluate", "Score the coder against gold files."),
    "model": ("model", "Score the language model on a treebank; show its card."),
    "lexicon": ("lexicon", "Check the rules and their examples; show the rules for a word."),
    "stages": ("stages", "List the stages with what they need and give."),
    "explain-code": ("explain_code", "Say what an event type, mode, sector or diagnostic code means."),
    "doctor": ("doctor", "Check that everything is installed and works."),
    "info": ("info", "Show versions, licences and where things lie."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"crisisdesk.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="crisisdesk", message="%(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Crisisdesk reads news reports and keeps the sourced record of a crisis.

    Who did what to whom, when, where, and who says so, every line with the sentence behind it.
    Nothing leaves this machine.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
