package dev.kycplatform.planted.chicken;

import dev.kycplatform.planted.egg.Egg;

public record Chicken(Egg from) {}
