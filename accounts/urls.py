"""Addresses under /compte/.

French for people, English names for code. allauth's names are its own.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import include, path, re_path

from accounts.views import addresses, entrance, invitations, legal, personal_data, profile

entrance_urls = [
    path("connexion/", entrance.SignIn.as_view(), name="account_login"),
    path("connexion/code/", entrance.SecondFactor.as_view(), name="mfa_authenticate"),
    path("connexion/cle/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("desactive/", account.account_inactive, name="account_inactive"),
    path("inscription/", entrance.SignUp.as_view(), name="account_signup"),
    path("confirmation/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^confirmation/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"
    ),
    path("verification/", entrance.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("verification/code/", entrance.ReauthenticateCode.as_view(), name="mfa_reauthenticate"),
    path("verification/cle/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
password_urls = [
    path("oublie/", entrance.ForgottenPassword.as_view(), name="account_reset_password"),
    path("oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "oublie/fait/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("changer/", entrance.ChangePassword.as_view(), name="account_change_password"),
    path("choisir/", account.password_set, name="account_set_password"),
]
second_factor_urls = [
    path("", mfa.index, name="mfa_index"),
    path("application/", entrance.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "codes/nouveaux/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "codes/fichier/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("cles/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("cles/ajouter/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("cles/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
own_urls = (
    [
        path("", profile.home, name="home"),
        path("profil/", profile.edit_profile, name="profile"),
        path("notifications/", profile.notifications, name="notifications"),
        path("securite/", profile.security, name="security"),
        path("adresses/", addresses.list_addresses, name="addresses"),
        path("adresses/<int:pk>/principale/", addresses.make_main, name="make_main"),
        path("adresses/<int:pk>/retirer/", addresses.retire, name="retire_address"),
        path("adresses/attente/<int:pk>/retirer/", addresses.forget, name="forget_address"),
        path("adresses/confirmer/<str:token>/", addresses.confirm, name="confirm_address"),
        path("mes-donnees/", personal_data.show, name="my_data"),
        path("mes-donnees/trousse.json", personal_data.as_json, name="my_data_json"),
        path("supprimer/", personal_data.delete, name="delete"),
        path("supprimer/code/", personal_data.send_code, name="delete_code"),
        path("supprimer/fait/", personal_data.deleted, name="deleted"),
        path("invitation/<str:token>/", invitations.answer, name="invitation"),
        path("textes/accepter/", legal.accept, name="accept_legal"),
        path("textes/<slug:kind>/", legal.show, name="legal"),
        path("textes/<slug:kind>/<int:number>/", legal.show, name="legal_version"),
    ],
    "accounts",
)
urlpatterns = [
    *entrance_urls,
    path("mot-de-passe/", include(password_urls)),
    path("double-authentification/", include(second_factor_urls)),
    path("appareils/", usersessions.list_usersessions, name="usersessions_list"),
    # allauth asks for this name; adding and retiring addresses is ours.
    path("adresses/", addresses.list_addresses, name="account_email"),
    path("", include(own_urls)),
]
