"""A contract for import-linter: of one package, another may reach only what is listed, by however long a way.

import-linter's own `forbidden` contract lists what is *not* allowed, so a module that is added later slips
through until somebody remembers the list. Here it is the other way round: what nobody listed is forbidden.
"""

from __future__ import annotations

from itertools import pairwise

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Link = tuple[str, str, list[int]]  # importer, imported, lines


class AllowListContract(Contract):
    """`importer` reaches nothing of `package` but `allowed` modules, with all that lies inside these.

    The package's own `__init__` is not allowed either: a name taken from there could come from anywhere. A
    listed module that does not exist yet does no harm.
    """

    type_name = "allow_list"

    importer = fields.ModuleField()
    package = fields.ModuleField()
    allowed = fields.SetField(subfield=fields.ModuleField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every module of the package that is reached and not allowed, with the shortest way to it."""
        output.verbose_print(verbose, f"Searching what {self.importer} reaches of {self.package}...")
        reached = graph.find_upstream_modules(str(self.importer), as_package=True)
        ways = [self._way(graph, module) for module in sorted(reached) if self._is_forbidden(module)]
        return ContractCheck(kept=not ways, metadata={"ways": ways})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line an import, so that the first line names what to remove and the last what it opens."""
        for way in check.metadata["ways"]:
            output.print_error(f"{self.importer} must not reach {way[-1][1]}:")
            for importer, imported, lines in way:
                places = ", ".join(f"l.{line}" for line in lines)
                output.print_error(f"-   {importer} -> {imported} ({places})", bold=False)
            output.new_line()

    def _is_forbidden(self, module: str) -> bool:
        allowed = {str(name) for name in self.allowed}  # type: ignore[attr-defined]
        return _inside(module, str(self.package)) and not any(_inside(module, name) for name in allowed)

    def _way(self, graph: ImportGraph, module: str) -> list[Link]:
        members = {str(self.importer)} | graph.find_descendants(str(self.importer))
        chains = (graph.find_shortest_chain(member, module) for member in sorted(members))
        chain = min((found for found in chains if found), key=len)
        return [_link(graph, importer, imported) for importer, imported in pairwise(chain)]


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _link(graph: ImportGraph, importer: str, imported: str) -> Link:
    details = graph.get_import_details(importer=importer, imported=imported)
    return importer, imported, sorted({detail["line_number"] for detail in details})
