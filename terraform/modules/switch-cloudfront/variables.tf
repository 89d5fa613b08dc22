variable "name" {
  description = "Names the switch: functions and key-value store are called `interlude-<name>`."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$", var.name))
    error_message = "name is 1 to 42 lower-case letters, digits and inner hyphens, as `app` in interlude.yaml."
  }
}

variable "maintenance_mode" {
  description = "Turns maintenance on from the code. The flag turns it on too: it is off only when both are off."
  type        = bool
  default     = false
  nullable    = false
}

variable "page_url" {
  description = "Where the page is, with a slash at its end; `publisher render` writes it to edge/interlude.auto.tfvars.json."
  type        = string

  validation {
    condition     = can(regex("^https://[a-z0-9.-]+\\.[a-z]+(/[A-Za-z0-9._~-]+)*/$", var.page_url))
    error_message = "page_url is an https URL with a plain host name, no port, no query, and a slash at its end, such as https://maintenance.example.com/. An empty one means that interlude.yaml has no site.url."
  }
}

variable "browsers" {
  description = "What browsers get: `redirect` (302 to page_url with their path and query) or `serve` (the page under the application's own URL, with 503)."
  type        = string
  default     = "redirect"
  nullable    = false

  validation {
    condition     = contains(["redirect", "serve"], var.browsers)
    error_message = "browsers is redirect or serve."
  }

  validation {
    condition     = var.browsers != "serve" || can(regex("^https://[^/]+/.+/$", var.page_url))
    error_message = "browsers = serve needs a page below a path, such as https://acme.github.io/shop-maintenance/: CloudFront caches by path, and /index.html may be the application's own."
  }
}

variable "office_addresses" {
  description = "IPv4 and IPv6 networks in CIDR notation that pass while all others get the page or 503."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.office_addresses : can(cidrhost(address, 0))])
    error_message = "Each office address is a network in CIDR notation, such as 192.0.2.10/32 or 2001:db8::/48. A single address needs /32 (IPv4) or /128 (IPv6)."
  }

  validation {
    condition = alltrue([
      for address in var.office_addresses :
      try(cidrhost(address, 0) == cidrhost("${split("/", address)[0]}/${strcontains(address, ":") ? 128 : 32}", 0), true)
    ])
    error_message = "An office address lies inside of the network that it names, as 192.0.2.10/24 does: write the network (192.0.2.0/24) if all of it is meant, or the address alone (192.0.2.10/32)."
  }

  validation {
    condition     = length(var.office_addresses) <= 40
    error_message = "At most 40 office addresses: the function compares each one on every request, and CloudFront ends functions that take long. Summarise them, or use modules/switch-waf."
  }
}

variable "bypass_secret_sha256" {
  description = "SHA-256, in lower-case hex, of a secret that lets pass who sends it as header `interlude-bypass` or cookie `interlude-bypass`; null: none. The secret itself never enters Terraform: `openssl rand -hex 32 | tee secret | tr -d '\\n' | sha256sum`."
  type        = string
  default     = null

  validation {
    condition     = var.bypass_secret_sha256 == null ? true : can(regex("^[0-9a-f]{64}$", var.bypass_secret_sha256))
    error_message = "bypass_secret_sha256 is the SHA-256 of the secret in 64 lower-case hex digits, not the secret."
  }
}

variable "waf_body_json" {
  description = "JSON body, at most 4,096 bytes; `publisher render` writes it to edge/interlude.auto.tfvars.json."
  type        = string
  default     = <<-JSON
    {"type":"tag:interlude.dev,2026:maintenance","title":"Maintenance in progress","status":503,"detail":"The service is temporarily unavailable for maintenance. Please try again later.","retryAfter":300}
  JSON
  nullable    = false

  validation {
    condition     = floor(length(base64encode(var.waf_body_json)) * 3 / 4) - length(regexall("=", base64encode(var.waf_body_json))) <= 4096
    error_message = "The body holds at most 4,096 bytes (UTF-8). Shorten the title or the text, and render again."
  }

  validation {
    condition     = can(jsondecode(var.waf_body_json))
    error_message = "waf_body_json is no JSON; take it from edge/interlude.auto.tfvars.json as it is."
  }
}

variable "alb_body_html" {
  description = "HTML body for what reads HTML and is no browser that navigates, such as a crawler; at most 1,024 bytes; `publisher render` writes it to edge/interlude.auto.tfvars.json."
  type        = string
  default     = <<-HTML
    <!doctype html><html lang="en" dir="ltr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="interlude-page" content="0.0"><title>The application</title><style>body{font:1.1em/1.5 system-ui;max-width:34em;margin:15vh auto;padding:0 1em;color-scheme:light dark}</style><h1 lang="en" dir="auto">Temporarily unavailable</h1><p lang="en" dir="auto">We are working on it.</p></html>
  HTML
  nullable    = false

  validation {
    condition     = floor(length(base64encode(var.alb_body_html)) * 3 / 4) - length(regexall("=", base64encode(var.alb_body_html))) <= 1024
    error_message = "The body holds at most 1,024 bytes (UTF-8): the function has 10,240 for everything. Shorten the title or the text, and render again."
  }
}

variable "allowed_origins" {
  description = "Origins whose scripts send cookies or `Authorization` here and are to read the 503, such as `https://shop.example.com`. Those of every other origin may read it without."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.allowed_origins : can(regex("^https?://[a-z0-9.-]+(:[0-9]+)?$", origin))])
    error_message = "allowed_origins holds origins such as https://shop.example.com, in lower case, without a path or a slash at the end."
  }
}

variable "gate" {
  description = "Any value of what must have succeeded before traffic moves, such as module.hook.ready. Its content does not matter."
  type        = string
  default     = ""
  nullable    = false
}
