/* Editors: a field that grows with its words. Browsers that do it by themselves (admin.css) need no script for it.
   Wagtail's measures each field on its own, and a lesson of sixty blocks has hundreds of them. */
if (window.wagtail?.app && CSS.supports("field-sizing", "content")) window.wagtail.app.unload("w-autosize");
