<#-- No text of an operator's stands here: nginx reads it from the rendered files. -->
# Interlude: the switch of ${app} at nginx. Goes inside server { }:
#
#   include /etc/nginx/interlude/edge/nginx.conf;
#
# with the folders site/ and edge/ of "publisher render --out /etc/nginx/interlude". On and off, without a reload:
#
#   touch /etc/nginx/interlude/on
#   rm /etc/nginx/interlude/on
#
# Who passes stands in /etc/nginx/interlude/bypass.conf, if there is one, as in
#
#   if ($remote_addr = 203.0.113.7) { set $interlude_on 0; }
#   if ($cookie_interlude_bypass = a-long-secret) { set $interlude_on 0; }
#
# or, with networks in a geo block of http { }: if ($interlude_office) { set $interlude_on 0; }
# Behind another proxy $remote_addr needs real_ip_header and set_real_ip_from.

set $interlude_on 0;
set $interlude_wants json;
if (-f /etc/nginx/interlude/on) { set $interlude_on 1; }
include /etc/nginx/interlude/bypass*.conf;
# Browsers ask for HTML; what stands below /api/ is never a page.
if ($http_accept ~* text/html) { set $interlude_wants page; }
if ($request_method !~ ^(GET|HEAD)$) { set $interlude_wants json; }
if ($uri ~ ^/api(/|$)) { set $interlude_wants json; }
# The second pass, with the answer that the first one chose. Nothing else below that name: applications read paths in their own ways.
if ($uri = /.interlude/index.html) { set $interlude_on 0; }
if ($uri = /.interlude/503.json) { set $interlude_on 0; }
set $interlude_answer $interlude_on$interlude_wants;
<#if redirect??>
if ($interlude_answer = 1page) { set $interlude_answer 1page$http_sec_fetch_mode; }
# Only browsers say that they navigate: they are led to the page, and crawlers get 503.
if ($interlude_answer = 1pagenavigate) { return 302 "${redirect}$request_uri"; }
</#if>
if ($interlude_answer ~ ^1page) { return 490; }
if ($interlude_answer = 1json) { return 491; }

error_page 490 =503 /.interlude/index.html;
error_page 491 =503 /.interlude/503.json;

location = /.interlude/index.html {
    internal;
    alias /etc/nginx/interlude/site/index.html;
    types { }
    default_type "text/html; charset=utf-8";
    add_header Retry-After ${retryAfter} always;
    add_header Cache-Control no-store always;
}

location = /.interlude/503.json {
    internal;
    alias /etc/nginx/interlude/site/503.json;
    types { }
    default_type application/problem+json;
    add_header Retry-After ${retryAfter} always;
    add_header Cache-Control no-store always;
}
