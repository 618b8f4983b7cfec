"""One file a command, thin: options, one call of the campaign, one picture.

A command is a function of at most 40 lines, named as its file and listed in `cli/main.COMMANDS`:

1. Its options stand above it as annotated types (`Limit = Annotated[int | None,
   typer.Option(…)]`); those that several commands have stand in
   `cli/options`.
2. At its top a module imports typer, and of `cli` the light rooms: options, terminal, asking,
   progress, boundary. In the function's body it imports `campaign.project.opened`, its one campaign
   call and its picture from `report`, so that `--help` loads none of them. There are no other
   imports inside functions anywhere in the program.
3. The campaign call takes the opened project and what was asked for, keyword-only, and returns a
   frozen result that lives next to it. Whom it must ask or tell something is handed in: `choose`
   (which of several people), `agree` (a yes), `say` (a remark), `watching` (a run of letters). All
   decisions are made there; so tests call it without a terminal.
4. The picture is made of the result by a module of `report`: `screen(found)` for the terminal,
   with a `Remark` for what goes to stderr; `to_document(found)` for `--json`. `terminal.show` takes
   all of them. No command touches `project.ledger`.

    def log(ctx: typer.Context, json: options.Json = False) -> None:
        '''List everything done in this project, the earliest first.'''
        from invite.campaign.project import opened
        from invite.campaign.status.history import history
        from invite.report.status import log

        with opened(ctx.obj, say=terminal.say) as project:
            found = history(project)
        terminal.show(log.to_document(found) if json else log.screen(found))

A command that ends with a code of its own returns it: `boundary.finish(error)` says what stopped a
run that has done some of its work. `tools/house.py` holds the rules.
"""
