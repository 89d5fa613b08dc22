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

variable "domain_name" {
  description = "The API's custom domain name, which exists already in API Gateway (REST)."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9*]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", var.domain_name))
    error_message = "domain_name is a plain lower-case host name; no scheme, port or path."
  }
}

variable "base_path" {
  description = "The base path that is switched; empty: the whole domain. No other code may map it."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9$_.+!*'()/-]*$", var.base_path)) && !startswith(var.base_path, "/") && !endswith(var.base_path, "/")
    error_message = "base_path has no slash at its ends, and holds letters, digits and $ - _ . + ! * ' ( ) / only."
  }
}

variable "api_id" {
  description = "The API (REST) that serves in normal times."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+$", var.api_id))
    error_message = "api_id is the id of a REST API, such as a1b2c3d4e5; no ARN."
  }
}

variable "stage_name" {
  description = "The stage of that API."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.stage_name))
    error_message = "stage_name is 1 to 128 letters, digits, hyphens and underscores."
  }
}

variable "allowed_origin" {
  description = "What `Access-Control-Allow-Origin` says, so that scripts may read the 503: `*`, or the one origin of the application (API Gateway sends one static value)."
  type        = string
  default     = "*"
  nullable    = false

  validation {
    condition     = var.allowed_origin == "*" || can(regex("^https?://[a-zA-Z0-9.:-]+$", var.allowed_origin))
    error_message = "allowed_origin is * or one origin such as https://shop.example.com, without a path."
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
