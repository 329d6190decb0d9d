"""Campaigns: one problem across branches (N3.5b)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.policies import signed_in
from rectification.forms.supervision import CampaignForm, CampaignItemsForm
from rectification.models import Campaign, Item, Ledger
from rectification.pages.campaign import campaign_page, leaders
from rectification.pages.supervision import supervises
from rectification.services.campaign import open_campaign, set_campaign_items
from rectification.views.supervision import below


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def campaign_add(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Arrange a campaign."""
    organization, cycle = below(request.user, pk, year)
    if not supervises(request.user, organization):
        raise Http404
    form = CampaignForm(request.POST if request.method == "POST" else None, leaders=leaders(organization))
    if form.is_valid() and Campaign.objects.filter(
        organization=organization, cycle=cycle, title=form.cleaned_data["title"]
    ):
        form.add_error("title", "本年度已经有同名的集中整治。")
    if not form.is_valid():
        context = {"organization": organization, "cycle": cycle, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "rectification/supervision/campaign_form.html", context, status=status)
    opened = open_campaign(organization, cycle=cycle, person=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "已安排。接着勾选归入这次整治的事项。")
    return redirect("rectification:campaign", opened.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a campaign; a POST says which items belong to it."""
    campaigns = Campaign.objects.visible_to(request.user)
    if request.method == "POST":
        campaigns = Campaign.objects.editable_by(request.user)
    found = get_object_or_404(campaigns.for_pages(), pk=pk)
    if request.method == "POST":
        items = Item.objects.filter(ledger__in=Ledger.objects.under(found.organization, found.cycle.year))
        form = CampaignItemsForm(request.POST, items=items)
        if form.is_valid():
            set_campaign_items(found, person=request.user, items=list(form.chosen))
            messages.success(request, "归入的事项已改好。")
        else:
            messages.error(request, "有的事项已经不在下级的台账里，请看新的页面后再勾选。")
        return redirect("rectification:campaign", pk)
    return render(request, "rectification/supervision/campaign.html", campaign_page(request.user, found))
