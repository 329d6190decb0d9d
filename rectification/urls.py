"""Addresses of rectification."""

from django.urls import path

from rectification.views import annex, campaign, circular, extension, item, ledger, opening, progress, supervision, talk

app_name = "rectification"
urlpatterns = [
    path("ledgers/", ledger.ledgers, name="ledgers"),
    path("ledgers/<int:pk>/", ledger.ledger, name="ledger"),
    path("ledgers/<int:pk>/candidates/", ledger.candidates, name="candidates"),
    path("ledgers/<int:pk>/add/", item.item_add, name="item_add"),
    path("ledgers/<int:pk>/file/", ledger.ledger_file, name="ledger_file"),
    path("ledgers/<int:pk>/print/", annex.annex_print, name="annex_print"),
    path("ledgers/<int:pk>/annex.docx", annex.annex_docx_file, name="annex_docx"),
    path("ledgers/<int:pk>/annex.xlsx", annex.annex_xlsx_file, name="annex_xlsx"),
    path("ledgers/<int:pk>/bring-back/", annex.annex_bring_back, name="bring_back"),
    path("annex-returns/<int:pk>/", annex.annex_return, name="annex_return"),
    path("statements/<int:pk>/ledger/", ledger.ledger_open, name="ledger_open"),
    path("rounds/<int:pk>/ledgers/", ledger.ledgers_open, name="ledgers_open"),
    path("rounds/<int:pk>/open/", opening.round_open, name="round_open"),
    path("talks/<int:pk>/", talk.talk, name="talk"),
    path("talks/<int:pk>/record.docx", talk.talk_file, name="talk_file"),
    path("items/<int:pk>/", item.item, name="item"),
    path("items/<int:pk>/edit/", item.item_edit, name="item_edit"),
    path("items/<int:pk>/drop/", item.item_drop, name="item_drop"),
    path("items/<int:pk>/claim/", progress.item_claim, name="item_claim"),
    path("items/<int:pk>/withdraw/", progress.item_withdraw, name="item_withdraw"),
    path("items/<int:pk>/progress/", progress.item_progress, name="item_progress"),
    path("items/<int:pk>/tick/", progress.item_tick, name="item_tick"),
    path("items/<int:pk>/return/", progress.item_return, name="item_return"),
    path("items/<int:pk>/look-back/", progress.item_look_back, name="item_look_back"),
    path("items/<int:pk>/review/", progress.item_review, name="item_review"),
    path("items/<int:pk>/extension/", extension.extension_ask, name="extension_ask"),
    path("extensions/<int:pk>/", extension.extension_decide, name="extension_decide"),
    path("evidence/<int:pk>/file/", item.evidence_file, name="evidence_file"),
    path("confirmations/", supervision.confirmations, name="confirmations"),
    path("supervision/", supervision.supervisions, name="supervisions"),
    path("supervision/<int:pk>/<int:year>/", supervision.supervision, name="supervision"),
    path("supervision/<int:pk>/<int:year>/campaigns/", campaign.campaign_add, name="campaign_add"),
    path("supervision/<int:pk>/<int:year>/circulars/", circular.circular_draft, name="circular_draft"),
    path("campaigns/<int:pk>/", campaign.campaign, name="campaign"),
    path("circulars/<int:pk>/", circular.circular, name="circular"),
    path("circulars/<int:pk>/circular.docx", circular.circular_file, name="circular_docx"),
    path("circulars/<int:pk>/issue/", circular.circular_issue, name="circular_issue"),
]
