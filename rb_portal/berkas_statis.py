"""Static files in production: compressed, and by names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class BerkasStatis(CompressedManifestStaticFilesStorage):
    """Modules import each other by hashed names too, so that a browser never mixes the scripts of two releases.

    A module's name depends on those that it imports, so one pass is needed for each step of the longest chain of
    imports; modules must not import each other in a ring. Only the portal's own modules: those of packages name
    modules that they do not bring along.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
    max_post_process_passes = 12
