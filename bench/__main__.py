"""Run the benchmarks: `python -m bench` runs all of them, `python -m bench replaying pacing` those.

Each module of this package with a `main()` is one; its docstring says what it measures.
"""

import pkgutil
import sys
from importlib import import_module

import bench


def benchmarks() -> dict[str, object]:
    names = [module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("__")]
    modules = {name: import_module(f"bench.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "main")}


def run() -> None:
    found = benchmarks()
    wanted = sys.argv[1:] or list(found)
    for name in wanted:
        if name not in found:
            sys.exit(f"there is no benchmark {name}; there are {', '.join(found)}")
        print(f"\n# {name}: {str(found[name].__doc__).splitlines()[0]}", flush=True)
        found[name].main()


if __name__ == "__main__":
    run()
