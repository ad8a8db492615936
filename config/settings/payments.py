"""The payment provider: Stripe, or a server that speaks as Stripe on this machine."""

from config import env

# Empty: no gift can be paid.
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY", "")
# What the worker asks with: refunds, disputes, the account's lines. Empty: the key above. The web
# then needs pages of payment alone, and its key may do nothing else.
STRIPE_WORKER_KEY = env.text("STRIPE_WORKER_KEY", "")
# Two while one is being replaced.
STRIPE_WEBHOOK_SECRETS = env.words("STRIPE_WEBHOOK_SECRETS")
# Only the sandbox has one: Stripe's own is known to its library.
STRIPE_ADDRESS = env.text("STRIPE_ADDRESS", "")
# Where a donor is sent to pay: the browser asks whether a form may lead there.
PAYMENT_PAGES = STRIPE_ADDRESS or "https://checkout.stripe.com"

# Nobody reads the three pages of a gift in less; programs do.
GIFT_LEAST_SECONDS = env.integer("GIFT_LEAST_SECONDS", 3)

# The platform's own bank account: without it nobody may give by transfer, and nothing is paid out.
PLATFORM_IBAN = env.text("PLATFORM_IBAN", "").replace(" ", "")
PLATFORM_BIC = env.text("PLATFORM_BIC", "")
# The legal name of that account: banks compare it.
PLATFORM_LEGAL_NAME = env.text("PLATFORM_LEGAL_NAME", "Trousse à projets")
