"""No file needs, while it runs, one that needs it: what each owns can be read and tested from below."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_file_needs_at_run_time_one_that_needs_it() -> None:
    graph = grimp.build_graph("tpmprep", exclude_type_checking_imports=True, cache_dir=None)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    found: list[str] = []
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        found = circle.args[1]
    assert found == []
