variable "maintenance_active" {
  description = "The switch's output `maintenance_active`: what the flag says counts as well as what the code says. Never pass the variable `maintenance_mode` here."
  type        = bool
}

variable "before_on" {
  description = "Shell command that runs before traffic is turned away. Where it fails, traffic stays where it is."
  type        = string
  default     = "java -jar publisher.jar publish && java -jar publisher.jar start"
  nullable    = false
}

variable "after_off" {
  description = "Shell command that runs after traffic has come back. Exit code 7 of the publisher means that nothing is in progress."
  type        = string
  default     = "java -jar publisher.jar complete || test $? = 7"
  nullable    = false
}

variable "working_dir" {
  description = "Folder in which both run, with interlude.yaml in it."
  type        = string
  default     = "."
  nullable    = false
}

variable "switched" {
  description = "The switch's output `switched`: after_off waits until it is known."
  type        = any
  default     = null
}
