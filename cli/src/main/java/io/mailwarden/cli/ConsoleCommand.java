package io.mailwarden.cli;

import picocli.CommandLine.Command;

/** What an operator does for those who sign in to the console. */
@Command(
        name = "console",
        description = "Looks after who may sign in to the console. Run it as the user that James runs as.",
        mixinStandardHelpOptions = true,
        subcommands = {ConsoleInviteCommand.class})
final class ConsoleCommand {}
