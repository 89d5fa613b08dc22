variable "name" {
  description = "Names the switch: the flag is the SSM parameter `/interlude/<name>/maintenance`."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.name))
    error_message = "name is 1 to 63 lower-case letters, digits and inner hyphens, as `app` in interlude.yaml."
  }
}

variable "maintenance_mode" {
  description = "Turns maintenance on from the code. The flag turns it on too: it is off only when both are off."
  type        = bool
  default     = false
  nullable    = false
}

variable "scope" {
  description = "`REGIONAL` for load balancers, API Gateway and the like; `CLOUDFRONT` for distributions, which AWS keeps in us-east-1."
  type        = string
  default     = "REGIONAL"
  nullable    = false

  validation {
    condition     = contains(["REGIONAL", "CLOUDFRONT"], var.scope)
    error_message = "scope is REGIONAL or CLOUDFRONT."
  }
}

variable "create_web_acl" {
  description = "Whether a web ACL that holds the switch and nothing else is made. With a web ACL of your own: false, and refer to `rule_group_arn` in it, before the rules that allow."
  type        = bool
  default     = true
  nullable    = false
}

variable "resource_arns" {
  description = "What the made web ACL protects (load balancers, API stages), by a name of your choice. A distribution refers to `web_acl_arn` itself."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = var.scope == "REGIONAL" || length(var.resource_arns) == 0
    error_message = "AWS associates a distribution from its own side: leave resource_arns empty and set web_acl_id = module.<this>.web_acl_arn in the distribution."
  }

  validation {
    condition     = var.create_web_acl || length(var.resource_arns) == 0
    error_message = "resource_arns belongs to the web ACL that this module makes; with create_web_acl = false associate your own."
  }
}

variable "hosts" {
  description = "Host names that are switched, without wildcards; empty: every host behind the web ACL."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for host in var.hosts : can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", host))])
    error_message = "hosts holds plain lower-case host names; no scheme, port, path or wildcard."
  }

  validation {
    condition     = length(distinct(var.hosts)) == length(var.hosts)
    error_message = "hosts holds the same name twice."
  }

  validation {
    condition     = sum(concat([0], [for host in var.hosts : length(replace(host, ".", "..")) + 1])) <= 495
    error_message = "hosts is too long: AWS takes a regular expression of at most 512 characters, and all names stand in one. Make a second switch for some of them."
  }
}

variable "office_addresses" {
  description = "IPv4 and IPv6 networks in CIDR notation that pass while all others get 503. They go into two IP sets, since AWS keeps the families apart."
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
    condition     = alltrue([for address in var.office_addresses : !endswith(address, "/0")])
    error_message = "An IP set refuses /0: everyone would be in the office."
  }

  validation {
    condition     = length(var.office_addresses) <= 10000
    error_message = "An IP set holds at most 10,000 networks."
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
    error_message = "A web ACL's custom response body holds at most 4,096 bytes (UTF-8). Shorten the title or the text, and render again."
  }

  validation {
    condition     = can(jsondecode(var.waf_body_json))
    error_message = "waf_body_json is no JSON; take it from edge/interlude.auto.tfvars.json as it is."
  }
}

variable "waf_body_html" {
  description = "HTML body, at most 4,096 bytes; `publisher render` writes it to edge/interlude.auto.tfvars.json."
  type        = string
  default     = <<-HTML
    <!doctype html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="interlude-page" content="0.0">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>Temporarily unavailable – The application</title>
    <style>
    :root{color-scheme:light dark}
    body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.25rem;background:#faf9f6;color:#23262b}
    h1{font-size:1.75rem;line-height:1.25}
    p{white-space:pre-line;overflow-wrap:anywhere}
    small{color:#5a5f66}
    a{color:inherit}
    @media(prefers-color-scheme:dark){body{background:#14171b;color:#e8e6e1}small{color:#a3a8af}}
    </style>
    </head>
    <body>
    <p><small dir="auto">The application</small></p>
    <h1 lang="en" dir="auto">Temporarily unavailable</h1>
    <p lang="en" dir="auto">We are working on it.</p>



    </body>
    </html>
  HTML
  nullable    = false

  validation {
    condition     = floor(length(base64encode(var.waf_body_html)) * 3 / 4) - length(regexall("=", base64encode(var.waf_body_html))) <= 4096
    error_message = "A web ACL's custom response body holds at most 4,096 bytes (UTF-8). Shorten the title or the text, and render again."
  }
}

variable "gate" {
  description = "Any value of what must have succeeded before traffic moves, such as module.hook.ready. Its content does not matter."
  type        = string
  default     = ""
  nullable    = false
}

variable "tags" {
  description = "Tags of everything that the module makes."
  type        = map(string)
  default     = {}
  nullable    = false
}
