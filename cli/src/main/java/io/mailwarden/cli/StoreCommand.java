package io.mailwarden.cli;

import picocli.CommandLine.Command;

/** What an operator does with the store, most of it while James runs. */
@Command(
        name = "store",
        description = "Looks after the store. Run it as the user that James runs as.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StoreCheckCommand.class,
            StoreExportCommand.class,
            StoreImportCommand.class,
            StoreVacuumCommand.class,
            StoreBackupCommand.class
        })
final class StoreCommand {}
