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

variable "zone_id" {
  description = "The hosted zone."
  type        = string

  validation {
    condition     = can(regex("^[A-Z0-9]+$", var.zone_id))
    error_message = "zone_id is the id of a hosted zone, such as Z0123456789ABCDEFGHIJ, without /hostedzone/."
  }
}

variable "zone_name" {
  description = "The zone's own name, such as example.com; the rules about its apex depend on it."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9_.-]+[a-z0-9]$", var.zone_name))
    error_message = "zone_name is a lower-case domain name without a dot at its end."
  }
}

variable "record_name" {
  description = "The full name that is switched, such as shop.example.com."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9_.*-]+$", var.record_name)) && (var.record_name == var.zone_name || endswith(var.record_name, ".${var.zone_name}"))
    error_message = "record_name does not lie in zone_name. Write the full name, in lower case and without a dot at its end."
  }
}

variable "backdoor_name" {
  description = "Full name of a record that leads to the normal target whatever the switch says; null: none. The target must answer to it."
  type        = string
  default     = null

  validation {
    condition     = var.backdoor_name == null ? true : can(regex("^[a-z0-9_.-]+$", var.backdoor_name)) && endswith(var.backdoor_name, ".${var.zone_name}") && var.backdoor_name != var.record_name
    error_message = "backdoor_name is another name than record_name, and lies in zone_name."
  }
}

variable "normal" {
  description = "Where the name leads in normal times."
  type = object({
    alias = optional(object({
      name                   = string
      zone_id                = string
      evaluate_target_health = optional(bool, false)
    }))
    ipv4  = optional(list(string), [])
    ipv6  = optional(list(string), [])
    cname = optional(string)
  })
  nullable = false

  validation {
    condition     = length([for given in [var.normal.alias != null, length(var.normal.ipv4) + length(var.normal.ipv6) > 0, var.normal.cname != null] : given if given]) == 1
    error_message = "normal is exactly one of alias, addresses (ipv4 and ipv6) or cname."
  }

  validation {
    condition     = alltrue(concat([for address in var.normal.ipv4 : can(cidrhost("${address}/32", 0)) && !strcontains(address, ":")], [for address in var.normal.ipv6 : can(cidrhost("${address}/128", 0)) && strcontains(address, ":")]))
    error_message = "normal.ipv4 holds IPv4 addresses and normal.ipv6 IPv6 addresses, without a prefix length."
  }

  validation {
    condition     = alltrue([for name in compact([try(var.normal.alias.name, null), var.normal.cname]) : can(regex("^[A-Za-z0-9_.-]+$", name))]) && can(regex("^[A-Z0-9]*$", try(var.normal.alias.zone_id, "")))
    error_message = "normal names a plain host name (no scheme, port or path), and as alias.zone_id the hosted zone of the target's own service, such as Z2FDTNDATAQYW2 for CloudFront."
  }
}

variable "maintenance" {
  description = "Where the name leads in maintenance: of the same kind as normal, and no second CloudFront distribution."
  type = object({
    alias = optional(object({
      name                   = string
      zone_id                = string
      evaluate_target_health = optional(bool, false)
    }))
    ipv4  = optional(list(string), [])
    ipv6  = optional(list(string), [])
    cname = optional(string)
  })
  nullable = false

  validation {
    condition     = length([for given in [var.maintenance.alias != null, length(var.maintenance.ipv4) + length(var.maintenance.ipv6) > 0, var.maintenance.cname != null] : given if given]) == 1
    error_message = "maintenance is exactly one of alias, addresses (ipv4 and ipv6) or cname."
  }

  validation {
    condition     = alltrue(concat([for address in var.maintenance.ipv4 : can(cidrhost("${address}/32", 0)) && !strcontains(address, ":")], [for address in var.maintenance.ipv6 : can(cidrhost("${address}/128", 0)) && strcontains(address, ":")]))
    error_message = "maintenance.ipv4 holds IPv4 addresses and maintenance.ipv6 IPv6 addresses, without a prefix length."
  }

  validation {
    condition     = alltrue([for name in compact([try(var.maintenance.alias.name, null), var.maintenance.cname]) : can(regex("^[A-Za-z0-9_.-]+$", name))]) && can(regex("^[A-Z0-9]*$", try(var.maintenance.alias.zone_id, "")))
    error_message = "maintenance names a plain host name (no scheme, port or path), and as alias.zone_id the hosted zone of the target's own service, such as Z2FDTNDATAQYW2 for CloudFront."
  }
}

variable "ipv6" {
  description = "Whether there is an AAAA record beside A. Without one, IPv6-only clients get no answer in either mode."
  type        = bool
  default     = true
  nullable    = false
}

variable "ttl" {
  description = "Seconds that resolvers may keep records that are no alias. AWS sets that of an alias: 60 seconds."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.ttl >= 0 && var.ttl <= 300 && floor(var.ttl) == var.ttl
    error_message = "ttl is a whole number of seconds from 0 to 300: what resolvers hold, a flip cannot take back."
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
