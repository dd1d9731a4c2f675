"""What every other room stands on: errors, clock, ids, folders, settings, markup, registries, resources."""
