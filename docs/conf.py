"""Sphinx builds the site from build/pages, where tools/build_docs.py puts this folder and the pages it makes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

import fanews

project = "fanews"
author = "The fanews authors"
copyright = "2026, The fanews authors"
release = version = fanews.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton"]
myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_heading_anchors = 4
default_role = "code"  # in docstrings
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
python_maximum_signature_line_length = 90
python_use_unqualified_type_names = True
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!fanews\.)(.*\.)?[A-Za-z]\w*")]  # see missing_reference: ours are resolved there
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

html_theme = "furo"
html_title = f"fanews {version}"
html_static_path = ["_static"]
html_css_files = ["style.css"]
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}

RULES = {rule.id for rule in fanews.rules()}


def show_properties(app: Sphinx, what: str, name: str, obj: object, skip: bool, options: object) -> bool | None:
    """Properties are shown even where their name says all."""
    return False if isinstance(obj, (property, cached_property)) and not name.startswith("_") else None


def trim_code(app: Sphinx, doctree: nodes.document) -> None:
    """Takes away the empty line that ends a block, without which doctest would read on."""
    for block in doctree.findall(nodes.literal_block):
        block.rawsource = block.rawsource.rstrip()
        block[:] = [nodes.Text(block.rawsource)]


def link_names(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Leads from every `rule.id` and every `fanews.name` that is written as code to where it is explained."""
    objects = app.env.domains.python_domain.objects
    for literal in list(doctree.findall(nodes.literal)):
        name = literal.astext().removesuffix("()")
        if isinstance(literal.parent, (nodes.reference, nodes.title)) or page == f"rules/{name}":
            continue
        if name in RULES:
            uri = app.builder.get_relative_uri(page, f"rules/{name}")
        elif name in objects:
            uri = app.builder.get_relative_uri(page, objects[name].docname) + f"#{objects[name].node_id}"
        else:
            continue
        literal.replace_self(nodes.reference("", "", literal.deepcopy(), internal=True, refuri=uri))


def missing_reference(app: Sphinx, env: Any, node: Any, contnode: nodes.TextElement) -> nodes.reference | None:
    """The public name of a type that an annotation names by its module, or by itself."""
    found = env.domains.python_domain.objects.get(f"fanews.{node['reftarget'].rpartition('.')[2]}")
    if not found or not hasattr(fanews, node["reftarget"].rpartition(".")[2]):
        return None
    uri = app.builder.get_relative_uri(node["refdoc"], found.docname) + f"#{found.node_id}"
    return nodes.reference("", "", contnode, internal=True, refuri=uri)


def right_to_left(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """The pages in Persian run from right to left."""
    if page.startswith("fa/") and "body" in context:
        context["body"] = f'<div dir="rtl" lang="fa">{context["body"]}</div>'


def setup(app: Sphinx) -> None:
    app.connect("autodoc-skip-member", show_properties)
    app.connect("doctree-read", trim_code)
    app.connect("doctree-resolved", link_names)
    app.connect("missing-reference", missing_reference)
    app.connect("html-page-context", right_to_left)
