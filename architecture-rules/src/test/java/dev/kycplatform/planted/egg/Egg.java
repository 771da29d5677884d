package dev.kycplatform.planted.egg;

import dev.kycplatform.planted.chicken.Chicken;

public record Egg(Chicken from) {}
