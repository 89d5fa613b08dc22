variable "repository" {
  description = "Name of the repository, without its owner; the provider's owner holds it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,100}$", var.repository)) && !contains([".", ".."], var.repository)
    error_message = "repository is 1 to 100 letters, digits, dots, hyphens and underscores, without the owner."
  }
}

variable "visibility" {
  description = "`public`, or `private` where the plan allows Pages of private repositories."
  type        = string
  default     = "public"
  nullable    = false

  validation {
    condition     = contains(["public", "private"], var.visibility)
    error_message = "visibility is public or private."
  }
}

variable "branch" {
  description = "The branch that Pages shows; `target.github.branch` in interlude.yaml."
  type        = string
  default     = "gh-pages"
  nullable    = false
}

variable "domain" {
  description = "Custom domain of the page; null: none, which is what modules/maintenance-cdn wants. Its certificate exists only an hour or days after DNS leads to GitHub."
  type        = string
  default     = null

  validation {
    condition     = var.domain == null ? true : can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", var.domain))
    error_message = "domain is a plain lower-case host name; no scheme, port or path."
  }
}
