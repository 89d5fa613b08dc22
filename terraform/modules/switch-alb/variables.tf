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

variable "listener_arn" {
  description = "The listener of the Application Load Balancer that serves the application, in most cases the one on port 443."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/app/", var.listener_arn))
    error_message = "listener_arn is the ARN of a listener (…:listener/app/…) of an Application Load Balancer, not that of the load balancer or of a rule."
  }
}

variable "target_group_arn" {
  description = "Where the office addresses go while all others get 503. Needed with office_addresses. Actions that a blue/green deployment writes into the bypass rules afterwards are kept."
  type        = string
  default     = null
}

variable "hosts" {
  description = "Host names that are switched; empty: every host of the listener. `*` and `?` match as in the load balancer. An application and its API on two hosts are two switches."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for host in var.hosts : can(regex("^[A-Za-z0-9*?._-]*\\.[A-Za-z]+$", host)) && length(host) <= 128])
    error_message = "A load balancer accepts host names of at most 128 characters with a dot, and letters only after the last dot; no scheme, port or path."
  }

  validation {
    condition     = length(distinct([for host in var.hosts : lower(host)])) == length(var.hosts)
    error_message = "hosts holds the same name twice (case does not matter)."
  }
}

variable "office_addresses" {
  description = "IPv4 and IPv6 networks in CIDR notation that pass while all others get 503. The load balancer sees its peer: behind CloudFront that is CloudFront, so use switch-waf or switch-cloudfront there."
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
}

variable "content" {
  description = "What callers get: `json` (problem details), `html` (a small page), or `both` (the page where `Accept` holds `text/html`, JSON for all others)."
  type        = string
  default     = "json"
  nullable    = false

  validation {
    condition     = contains(["json", "html", "both"], var.content)
    error_message = "content is json, html or both."
  }
}

variable "first_priority" {
  description = "First of the priorities that are the switch's own. They must be smaller than those of every rule of the application."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.first_priority >= 1 && var.first_priority <= 50000 && floor(var.first_priority) == var.first_priority
    error_message = "A rule's priority is a whole number from 1 to 50000."
  }
}

variable "priorities" {
  description = "How many priorities are the switch's own, from first_priority on. The office's rules grow from the first upwards, 503 from the last downwards, so that an address more moves no rule."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.priorities >= 1 && floor(var.priorities) == var.priorities
    error_message = "priorities is a whole number from 1 on."
  }
}

variable "taken_priorities" {
  description = "Priorities of the listener's other rules; the plan fails where one of them is the switch's own."
  type        = list(number)
  default     = []
  nullable    = false
}

variable "alb_body_json" {
  description = "JSON body, at most 1,024 bytes; `publisher render` writes it to edge/interlude.auto.tfvars.json."
  type        = string
  default     = <<-JSON
    {"type":"tag:interlude.dev,2026:maintenance","title":"Maintenance in progress","status":503,"detail":"The service is temporarily unavailable for maintenance. Please try again later.","retryAfter":300}
  JSON
  nullable    = false

  validation {
    condition     = floor(length(base64encode(var.alb_body_json)) * 3 / 4) - length(regexall("=", base64encode(var.alb_body_json))) <= 1024
    error_message = "A load balancer's fixed response holds at most 1,024 bytes (UTF-8). Shorten the title or the text, and render again."
  }

  validation {
    condition     = can(jsondecode(var.alb_body_json))
    error_message = "alb_body_json is no JSON; take it from edge/interlude.auto.tfvars.json as it is."
  }
}

variable "alb_body_html" {
  description = "HTML body, at most 1,024 bytes; `publisher render` writes it to edge/interlude.auto.tfvars.json."
  type        = string
  default     = <<-HTML
    <!doctype html><html lang="en" dir="ltr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="interlude-page" content="0.0"><title>The application</title><style>body{font:1.1em/1.5 system-ui;max-width:34em;margin:15vh auto;padding:0 1em;color-scheme:light dark}</style><h1 lang="en" dir="auto">Temporarily unavailable</h1><p lang="en" dir="auto">We are working on it.</p></html>
  HTML
  nullable    = false

  validation {
    condition     = floor(length(base64encode(var.alb_body_html)) * 3 / 4) - length(regexall("=", base64encode(var.alb_body_html))) <= 1024
    error_message = "A load balancer's fixed response holds at most 1,024 bytes (UTF-8). Shorten the title or the text, and render again."
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
