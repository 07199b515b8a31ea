#!/bin/sh
# hotline-relay as the service's user and in the service's folder, so that what it writes is the service's.
# Install as /usr/local/sbin/hotline-relay. Files of others come in by `-` and `<`: that user cannot read yours.
export HOTLINE_RELAY_DIR=/var/lib/hotline-relay
cd / && exec runuser -u hotline-relay -- /opt/hotline/bin/hotline-relay "$@"
