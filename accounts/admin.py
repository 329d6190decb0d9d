"""应急后台: Django's admin as an emergency tool, for what no page can mend (DESIGN §4).

Off by default: only config.urls imports this module, and only with EMERGENCY_ADMIN=1. Rights are not given here: posts
and organizations are looked at alone, for the security administrator and the department give and keep them on their
own pages. Nothing is made, deleted or changed in bulk; what is opened and mended stands in the trail.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver

from accounts.forms.people.emergency import MendForm
from accounts.models import Appointment, Organization, Person
from accounts.models.people.reach import administers_all
from accounts.policies import View, signed_in
from accounts.services.people.emergency import mend_person, note_opening

PAGES = {"index", "app_list", "jsi18n"}  # no login of its own, which would be a second door; no log-out, no password
SCRIPT = "jsi18n"  # the words of a page's script: no page


class EmergencySite(AdminSite):
    """A site for the system administrator alone; everybody else finds nothing here."""

    site_header = site_title = "应急后台"
    index_title = "页面上改不了的，在这里看、在这里改"
    index_template = "accounts/emergency/index.html"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and administers_all(request.user))

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001, FBT002, RUF100 - Django calls it so
        """Lead to our own login, answer others as an absent page does, and note what is opened."""
        inner = super().admin_view(view, cacheable)

        @signed_in
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            if request.method in {"GET", "HEAD"} and request.resolver_match.url_name != SCRIPT:
                note_opening(request.user, page=request.path)
            return inner(request, *args, **kwargs)

        return guarded

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [one for one in super().get_urls() if isinstance(one, URLResolver) or one.name in PAGES]

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """There is one app: its page is the index."""
        return redirect("emergency:index")


class LookAdmin(ModelAdmin):
    """Rows to look for and to look at."""

    actions = None
    list_per_page = 50
    show_full_result_count = False  # a province has 300,000 people
    search_fields = ("pk",)  # the box is shown; ``sought`` looks
    search_help_text = "名称、姓名、拼音首字母或工号"

    def get_urls(self) -> list[URLPattern]:
        kept = tuple(f"{self.opts.app_label}_{self.opts.model_name}_{page}" for page in ("changelist", "change"))
        return [one for one in super().get_urls() if one.name in kept]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Take no condition from the address: one on a password would tell its hash, letter by letter."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.admin_site.has_permission(request)

    has_module_permission = has_view_permission

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Name the list by what is in it, not by what might be done."""
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural})

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        return (self.sought(queryset, search_term) if search_term.strip() else queryset), False

    def sought(self, queryset: Any, words: str) -> QuerySet:
        return queryset.matching(words)


class OrganizationAdmin(LookAdmin):
    """The tree as it is kept; a page changes it, or nothing."""

    list_display = ("name", "short", "kind", "parent", "path", "ended_on")
    list_select_related = ("parent",)
    ordering = ("path",)
    fields = readonly_fields = (
        "id", "name", "short", "kind", "parent", "path", "position", "ended_on", "successor", "ending"
    )  # fmt: skip


class AppointmentAdmin(LookAdmin):
    """Who holds which post; to give one is to give a right."""

    list_display = ("person", "organization", "role", "starts", "ends")
    list_select_related = ("person", "organization")
    ordering = ("-pk",)
    fields = readonly_fields = ("id", "person", "organization", "role", "starts", "ends")

    def sought(self, queryset: Any, words: str) -> QuerySet:
        people, places = Person.objects.matching(words), Organization.objects.matching(words)
        return queryset.filter(Q(person__in=people) | Q(organization__in=places))


class PersonAdmin(LookAdmin):
    """An account without its password or keys; the 工号 is mended here, all else on its own page. Never one's own."""

    form = MendForm
    list_display = ("staff_number", "name", "mobile", "email", "is_active", "last_login")
    ordering = ("staff_number",)
    kept = (
        "id", "name", "mobile", "email", "is_active", "must_change_password", "password_issued_at", "password_used_at",
        "last_login",
    )  # fmt: skip
    readonly_fields = kept

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.admin_site.has_permission(request) and obj != request.user

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple[str | None, dict[str, Any]]]:
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ("staff_number", *self.kept)})]
        mended = ("staff_number", "forgets_email", "reason") if obj.email else ("staff_number", "reason")
        return [("可以改的", {"fields": mended}), ("只能看的", {"fields": self.kept})]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One button saves: it stays on the page."""
        return super().change_view(request, object_id, form_url, {"show_save_and_continue": False})

    def save_model(self, request: HttpRequest, obj: Any, form: Form, change: bool) -> None:  # noqa: FBT001, RUF100 - Django calls it so
        mend_person(obj, actor=request.user, **form.cleaned_data)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The service has recorded it, in our own trail."""

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        messages.success(request, f"已经改好{obj.name}同志的账号，记入审计。")
        return redirect("emergency:accounts_person_change", obj.pk)


site = EmergencySite(name="emergency")
site.register(Organization, OrganizationAdmin)
site.register(Person, PersonAdmin)
site.register(Appointment, AppointmentAdmin)
